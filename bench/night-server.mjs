/** The server of bench/night.mjs: ten thousand suppliers' pages, told by messages what to say of those that did not change. */
import { createServer } from "node:http";

const ROWS = 41;
const MENU =
  "<div class='menu'><a href='/side'>Et menupunkt om noget andet</a><svg><path d='M0 0h24v24H0z'/></svg></div>\n".repeat(
    450,
  );
let night = { kind: "304", changed: 0, version: 0 };
process.on("message", (message) => {
  night = message;
  process.send("ready");
});

const server = createServer((request, response) => {
  if (request.url === "/robots.txt") return response.writeHead(200, { "content-type": "text/plain" }).end(ROBOTS);
  const number = Number(/\d+$/.exec(request.url)?.[0]);
  const version = number < night.changed ? night.version : 0;
  const etag = `"${number}-${version}"`;
  const known = request.headers["if-none-match"];
  if (night.kind === "304" && known === etag) return response.writeHead(304).end();
  // What says nothing but its bytes: no validators to hold on to.
  const validators = night.kind === "bytes" ? {} : { etag };
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...validators });
  response.end(pageOf(number, version));
});
const ROBOTS =
  "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\nDisallow: /search\nSitemap: https://www.kunde.example/sitemap.xml\n";

/** A new version has one company gone and one new. */
function pageOf(number, version) {
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const name = row === 7 && version > 0 ? `${number}-ny-${version}` : `${number}-${row}`;
    return `<tr><td>Firma ${name} ApS</td><td>Danmark</td><td>Drift af servere og opbevaring af data nr. ${row}</td></tr>`;
  });
  const nonce = night.kind === "words" ? `<!-- ${Math.random()} -->` : "";
  return `<!doctype html><html lang="da"><head><title>Underdatabehandlere</title></head><body>${MENU}${nonce}<h1>Underdatabehandlere</h1><table><tr><th>Navn</th><th>Land</th><th>Formål</th></tr>${rows.join("\n")}</table></body></html>`;
}

server.keepAliveTimeout = 5_000;
server.listen(Number(process.env.UNDERLAG_BENCH_PORT ?? 0), "0.0.0.0", () =>
  process.send({ port: server.address().port }),
);
