import { readFileSync } from "node:fs";

/** Headers that have let requests pass Next.js's proxy or steered its router, and their like. */
export function headerShapes(target: string): Record<string, string>[] {
  const five = (name: string) => Array.from({ length: 5 }, () => name).join(":");
  const proxies = ["middleware", "src/middleware", "proxy", "src/proxy", "pages/_middleware"];
  return [
    // CVE-2025-29927: the name of the proxy's file, once up to Next.js 13, five times from then on.
    ...proxies.flatMap((name) => [
      { "x-middleware-subrequest": name },
      { "x-middleware-subrequest": five(name) },
      { "x-middleware-subrequest": `${five(name)}:${five(name)}`, "x-middleware-subrequest-id": "0" },
    ]),
    // What the proxy answers to the router, sent by the client.
    { "x-middleware-next": "1" },
    { "x-middleware-skip": "1" },
    { "x-middleware-rewrite": target },
    { "x-middleware-prefetch": "1" },
    { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "keyholder.session=x" },
    { "x-middleware-set-cookie": "keyholder.session=x" },
    // The router's own notes, which hosts in front of it set (CVE-2026-44574 and before).
    { "x-matched-path": target },
    {
      "x-invoke-path": target,
      "x-invoke-status": "200",
      "x-invoke-query": "%7B%7D",
      "x-invoke-output": target,
    },
    { "x-now-route-matches": "1=x&nxtPid=x" },
    { "x-original-url": target, "x-rewrite-url": target },
    { "x-forwarded-uri": target, "x-forwarded-prefix": target },
    { "x-nextjs-data": "1" },
    { "next-resume": "1", "x-next-resume-state-length": "1" },
    { "x-prerender-revalidate": "x", "x-prerender-revalidate-if-generated": "1" },
    { "x-action-forwarded": "1" },
    { "x-keyholder-path": "//evil.example/" },
    // The ways in which the client's router asks for parts of a page.
    { RSC: "1" },
    { RSC: "1", "Next-Router-Prefetch": "1" },
    { RSC: "1", "Next-Router-Prefetch": "2" },
    { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
    { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_full" },
    { RSC: "1", "Next-Router-State-Tree": encodeURIComponent(JSON.stringify(routerState)) },
    ...unreadableStates.map((state) => ({ RSC: "1", "Next-Router-State-Tree": state })),
    { RSC: "1", "Next-Url": target },
    { "Next-Action": "x" },
    { Purpose: "prefetch", "Sec-Purpose": "prefetch" },
    // Where it is said to come from, and what it is said to be.
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-port": "443" },
    { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", "x-client-ip": "127.0.0.1" },
    { "x-http-method-override": "GET", "x-http-method": "PUT", "x-method-override": "DELETE" },
    { "content-security-policy": "script-src 'nonce-attacker'" },
    { "content-security-policy-report-only": "script-src 'nonce-attacker'", "x-nonce": "attacker" },
    { authorization: "Bearer x" },
    { cookie: "keyholder.session=x" },
    { cookie: "__prerender_bypass=x; __next_preview_data=x" },
  ];
}

/** What Next.js fails at, were it let through. */
const unreadableStates = [
  "x",
  "%",
  "%7B%7D",
  encodeURIComponent('["",{"children":"x"}]'),
  encodeURIComponent('["",{},{}]'),
  "%5B".repeat(4_000),
];

const routerState = ["", { children: ["(app)", { children: ["__PAGE__", {}] }] }, null, "refetch"];

/** Other ways to write the path of a page, which a proxy may not recognise and a router may. */
export function pathShapes(page: string): string[] {
  const build = readFileSync(".next/BUILD_ID", "utf8");
  const name = page.slice(1);
  const escaped = [...name].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join("");
  return [
    // CVE-2026-44575, CVE-2026-45109: addresses that only the client's router should make.
    `${page}.rsc`,
    `${page}.prefetch.rsc`,
    `${page}.rsc?_rsc=1`,
    `${page}.segments/_tree.segment.rsc`,
    `${page}.segments/_full.segment.rsc`,
    `${page}.segments/_index.segment.rsc`,
    `${page}.segments/${name}.segment.rsc`,
    `${page}.segments/${name}/__PAGE__.segment.rsc`,
    `${page}.segments/!KGFwcCk/${name}/__PAGE__.segment.rsc`,
    `${page}.json`,
    `${page}.html`,
    `${page}.txt`,
    `/index.rsc`,
    `/index.segments/_tree.segment.rsc`,
    `/_next/data/${build}${page}.json`,
    `/_next/data/x${page}.json`,
    `/_next/data/${build}${page}.rsc`,
    `/_next/data/${build}/index.json`,
    // Slashes, dots and escapes.
    `/${page}`,
    `//${page}`,
    `/.${page}`,
    `/x/..${page}`,
    `/%2e${page}`,
    `/x/%2e%2e${page}`,
    `/x%2f..%2f${name}`,
    `/sign-in/..${page}`,
    `/sign-in/%2e%2e${page}`,
    `/sign-in/..%2f${name}`,
    `/sign-in%2f..%2f${name}`,
    `/sign-in;${page}`,
    `/sign-in?${page}`,
    `/icon.svg/..${page}`,
    `/icon.svg%2f..%2f${name}`,
    `/favicon.ico/..${page}`,
    `/_next/static/../..${page}`,
    `/_next/static/%2e%2e/%2e%2e${page}`,
    `/_next/static/..%2f..%2f${name}`,
    `/api/..${page}`,
    `/api/health/..%2f..%2f${name}`,
    `${page}/`,
    `${page}/.`,
    `${page}.`,
    `${page}..`,
    `${page}%20`,
    `${page}%00`,
    `${page}%0d%0aset-cookie:x=x`,
    `${page}%2f`,
    `${page};x=1`,
    `${page}#`,
    `%2f${name}`,
    `/%2f${name}`,
    `/%5c${name}`,
    `/\\${name}`,
    `\\${name}`,
    `/${escaped}`,
    `/%25${escaped.slice(1)}`,
    `/%`,
    `/%c0%ae%c0%ae${page}`,
    // Case, languages, and the names of the files.
    page.toUpperCase(),
    `/${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
    `/en${page}`,
    `/en-US${page}`,
    `/default${page}`,
    `/(app)${page}`,
    `/%28app%29${page}`,
    `/app/(app)${page}/page`,
    `${page}/page`,
    `${page}/page.js`,
    `${page}/__PAGE__`,
    `${page}/layout`,
    // Parameters that the router uses inside (CVE-2026-44574), twice, and as a list.
    `${page}?nxtPid=x&_rsc=1`,
    `/sign-in?nxtPid=x&__nextLocale=en&__nextDefaultLocale=en&__nextDataReq=1`,
    `/sign-in?to=${page}&to=//evil.example`,
    `/sign-in?to=%2F%2Fevil.example&to[]=x`,
    // The optimiser, and what is beside the build.
    `/_next/image?url=${encodeURIComponent(page)}&w=64&q=75`,
    `/_next/image?url=http%3A%2F%2F169.254.169.254%2F&w=64&q=75`,
    `/_next/server/app/(app)${page}/page.js`,
    `/.next/server/app-paths-manifest.json`,
    `/_next/server/server-reference-manifest.json`,
    `/_next/../package.json`,
    `/_next/static/%2e%2e%2f%2e%2e%2fpackage.json`,
    `/.env`,
    `/.git/config`,
    `/.data/secrets.json`,
    `/package.json`,
    `/_error`,
    `/_not-found`,
    `/500`,
    `/404`,
  ];
}
