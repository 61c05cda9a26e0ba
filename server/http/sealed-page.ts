/** Headers of a county's page in a reader's browser: nothing runs, nothing is fetched. */
export const sealedPage = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; font-src 'self' data:; img-src data:; frame-ancestors 'self'; sandbox",
};
