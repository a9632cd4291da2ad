import { ApiProblem } from './session.js';
import { words } from './words.js';

/** The sentence of a problem, whatever was thrown. @param {any} error */
export function sentenceOf(error) {
  if (error instanceof ApiProblem) return error.message;
  console.error(error);
  return words.problems.unexpected;
}
