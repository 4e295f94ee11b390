/** Where browsers report what a policy has stopped. */
export const REPORTS = "/api/csp-reports";

/** The name of that place in Reporting-Endpoints and report-to. */
export const REPORTS_GROUP = "csp";

const NOTHING = {
  "default-src": "'none'",
  "object-src": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
};

/**
 * The Content-Security-Policy of everything that is not a page: data, files, redirects, errors. It allows nothing,
 * so that what a browser should ever show as a page can do nothing.
 */
export const closedPolicy = written(NOTHING);

/** The same without an origin too, for what people have uploaded (ASVS 3.2.1). */
export const uploadPolicy = written({ sandbox: "", ...NOTHING });

/**
 * The Content-Security-Policy of a page: scripts only with this answer's nonce, and what those load (ASVS 3.4.3,
 * 3.4.7). `secure`: reached by https.
 */
export function pagePolicy(page: { nonce: string; secure: boolean; development: boolean }): string {
  const ours = `'nonce-${page.nonce}'`;
  return written({
    ...NOTHING,
    // 'self' is for browsers that do not know 'strict-dynamic'; React's messages in development need eval.
    "script-src": `'self' ${ours} 'strict-dynamic'${page.development ? " 'unsafe-eval'" : ""}`,
    "style-src": `'self' ${ours}`,
    // React hides parts of a drawing with this one attribute until they are whole: "display:none".
    "style-src-attr": "'unsafe-hashes' 'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE='",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "report-uri": REPORTS,
    // Without https browsers know no group of places, and would then report nowhere.
    ...(page.secure ? { "upgrade-insecure-requests": "", "report-to": REPORTS_GROUP } : {}),
  });
}

function written(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join("; ");
}
