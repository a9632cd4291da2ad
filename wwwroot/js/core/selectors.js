import { store } from './store.js';

/** The date shown. @returns {string} */
export const dayShown = () => store.get().date ?? store.get().city.value?.today ?? '';

/** Whether who is signed in may do something; the server decides again. @param {string} permission */
export const may = (permission) => store.get().me?.permissions.includes(permission) ?? false;
