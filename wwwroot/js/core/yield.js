/** Lets the page draw and take input between two heavy pieces of work. */
export const yieldToBrowser = () => new Promise((resolve) => setTimeout(resolve));
