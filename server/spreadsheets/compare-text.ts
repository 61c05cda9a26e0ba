// Texts typed by hand are compared without what people do not see: width of letters, spaces, a closing colon.

/** The text as it is compared. */
export const comparable = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').replace(/:+$/, '');
