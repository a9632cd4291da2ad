import { register } from 'node:module';

/*
 * Lets node find the libraries that a page's import map names, so that tests load the page's own modules as they lie. Importing this file
 * is enough; what needs it is imported afterwards, by `await import`.
 */
const hook = `
  const libraries = ${JSON.stringify(new URL('package.json', import.meta.url).href)};
  export function resolve(name, context, next) {
    const isLibrary = !/^[./]|^[a-z]+:/.test(name) && context.parentURL?.includes('/wwwroot/');
    return next(name, isLibrary ? { ...context, parentURL: libraries } : context);
  }
`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
