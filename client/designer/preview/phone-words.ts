/** What the page in the frame says when it can be told a form. */
export const readyWord = 'yibiao-preview-ready';
