/**
 * `autocomplete` of what one has to know: a browser that saved a password
 * would unlock the till for anybody. For passwords `off` is not obeyed, this is.
 */
export const neverFilled = 'one-time-code';
