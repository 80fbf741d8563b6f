/** The page with the form, of the pages of this feature. */
export const parts = { borrowLink: (id: string) => `/borrow/${encodeURIComponent(id)}` };
