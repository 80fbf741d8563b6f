export const environmentNames = ['development', 'test', 'staging', 'production'] as const;
export type EnvironmentName = (typeof environmentNames)[number];

/** Whether others than developers use it: invented content, and the loss of all content, are refused there. */
export function isDeployed(name: EnvironmentName): boolean {
  return name === 'staging' || name === 'production';
}
