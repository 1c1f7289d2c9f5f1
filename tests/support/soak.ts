/** `npm run soak` runs the long forms; the tests of every change run the short ones. */
export const isSoak = process.env['FLUX_SOAK'] === '1';
