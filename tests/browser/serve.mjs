// Serves built sites on 127.0.0.1. The host name of a request says which site it is for; each site lies under its
// base path, as behind a government portal, and its policy is sent as a header too.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** The policy that a site's pages state in a meta tag. */
function policyOf(folder) {
  const home = readFileSync(join(folder, "index.html"), "utf8");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(home);
  if (!policy) throw new Error(`${folder}/index.html states no Content-Security-Policy`);
  return policy[1].replaceAll("&#39;", "'");
}

/** Starts the server; gives its port and a way to stop it. */
export async function serve(sites) {
  const byHost = new Map(sites.map((site) => [site.host, { ...site, policy: policyOf(site.folder) }]));
  const server = createServer(async (request, response) => {
    const site = byHost.get((request.headers.host ?? "").split(":")[0]);
    const path = decodeURIComponent(new URL(request.url, "http://any.test").pathname);
    if (!site || !path.startsWith(site.base)) {
      response.writeHead(404, { "content-type": "text/plain" }).end("outside the site");
      return;
    }
    const headers = { "content-security-policy": `${site.policy}; frame-ancestors 'self'`, "x-content-type-options": "nosniff" };
    let below = path.slice(site.base.length);
    if (below === "" || below.endsWith("/")) below += "index.html";
    const file = normalize(join(site.folder, below));
    try {
      if (!file.startsWith(site.folder + sep)) throw new Error("outside the folder");
      const body = await readFile(file);
      response.writeHead(200, { ...headers, "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
    } catch {
      const body = await readFile(join(site.folder, "404.html"));
      response.writeHead(404, { ...headers, "content-type": TYPES[".html"] }).end(body);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: server.address().port, close: () => server.close() };
}
