/**
 * @typedef {object} Raster classes over a box, rows from north to south at equal steps of Web Mercator
 * @property {number} width @property {number} height
 * @property {[number, number, number, number]} box west, south, east, north, degrees
 * @property {Uint8Array} classes OUTSIDE, BLANK or a class from 0
 */
export const OUTSIDE = 255, BLANK = 254;
