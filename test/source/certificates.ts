/**
 * Certificates under made-up names, signed by an authority of the test's own, for servers on loopback.
 *
 * Shape   NAME.key and NAME.crt: "ca" the authority; "good", "other" and "expired" signed by it; "self" signed by nobody else.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificates {
  file(name: string): string;
  remove(): void;
}

export const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
const MONTH = ["-days", "30"];
const YESTERDAY = ["-days", "-1"];

export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), "underlag-tls-"));
  signItself(folder, "ca", "Test authority");
  certify(folder, "good", "supplier.example");
  certify(folder, "other", "other.example");
  certify(folder, "expired", "supplier.example", YESTERDAY);
  signItself(folder, "self", "supplier.example", ["-addext", "subjectAltName=DNS:supplier.example"]);
  return {
    file: (name) => readFileSync(join(folder, name), "utf8"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function signItself(folder: string, name: string, subject: string, more: readonly string[] = []): void {
  const out = ["-keyout", `${name}.key`, "-out", `${name}.crt`];
  openssl(folder, ["req", "-x509", ...NEW_KEY, ...out, ...MONTH, "-subj", `/CN=${subject}`, ...more]);
}

/** A certificate for the host, signed by the authority; its days may be past. */
function certify(folder: string, name: string, host: string, days: readonly string[] = MONTH): void {
  const [request, extension] = [`${name}.csr`, `${name}.ext`];
  writeFileSync(join(folder, extension), `subjectAltName=DNS:${host}\n`);
  openssl(folder, ["req", ...NEW_KEY, "-keyout", `${name}.key`, "-out", request, "-subj", `/CN=${host}`]);
  const signed = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-out", `${name}.crt`];
  openssl(folder, ["x509", "-req", "-in", request, ...signed, "-extfile", extension, ...days]);
}

function openssl(folder: string, parameters: readonly string[]): void {
  const ran = spawnSync("openssl", parameters, { cwd: folder, encoding: "utf8" });
  if (ran.status !== 0) throw new Error(ran.stderr);
}
