/** Where the report is. */
export const reportPath = '/developers/migration-report';
