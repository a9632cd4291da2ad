export { empty, problem, skeleton } from '../parts/states.js';
