// How long a recorder waits before it tries again what its platform did not take, in ms. Each wait
// is twice the one before.
export const FIRST_RETRY = 2000;
export const LAST_RETRY = 60000;
