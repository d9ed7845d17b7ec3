import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Everything the portal takes from its surroundings. Read here and nowhere else. */
const Env = z.object({
  /** Owner of the portal's database; without it the embedded PostgreSQL runs. */
  DATABASE_URL: z.string().optional(),
  /** Prefix of the four database roles: two portals on one PostgreSQL server need two prefixes. */
  DATABASE_ROLE_PREFIX: z.string().regex(/^[a-z][a-z0-9_]{0,30}$/).default("akimat"),
  /** Where release files, the embedded database and the secret live. */
  DATA_DIR: z.string().optional(),
  /** Signs sessions and derives the database roles' passwords; kept in DATA_DIR/secret when not given. */
  PORTAL_SECRET: z.string().min(32).optional(),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** The address people use, e.g. https://ashyq.ekibastuz.kz; absolute links and cookies depend on it. */
  PUBLIC_URL: z.url().optional(),
  /** Number of reverse proxies in front whose X-Forwarded-For entries are trusted. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  /** The server that sends the office's e-mail: smtp://user:secret@host:587 (STARTTLS is required but for localhost) or smtps://… */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Whom it is from: "Akimat <office@example.kz>" or the address alone. */
  MAIL_FROM: z.string().regex(/^([^<>@\r\n]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/, "must be an address: Name <office@example.kz>").optional(),
  /** Sign-in through the city's own OpenID Connect provider (docs/operating.md); without an issuer there is none. */
  OIDC_ISSUER: z.url().transform((issuer) => issuer.replace(/\/$/, "")).optional(),
  OIDC_CLIENT_ID: z.string().default(""),
  OIDC_CLIENT_SECRET: z.string().default(""),
  /** What its button is called. */
  OIDC_NAME: z.string().default("OpenID"),
  /** "true": an ID token whose `amr` holds "mfa" (RFC 8176) counts as the second factor. */
  OIDC_TRUST_MFA: z.stringbool().default(false),
  /** How the provider signs the portal's ID tokens: as the client is registered there, one way and no other. */
  OIDC_ID_TOKEN_ALG: z.enum(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]).default("RS256"),
  CI: z.string().optional(),
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
}).refine((given) => (given.SMTP_URL === undefined) === (given.MAIL_FROM === undefined), { path: ["SMTP_URL"], error: "goes with MAIL_FROM: set both, or neither and no e-mail is sent" });

const parsed = Env.safeParse(process.env);
if (!parsed.success) {
  const lines = parsed.error.issues.map((i) => `  ${i.path.join(".")}: ${i.message}`);
  console.error(`The environment is not usable:\n${lines.join("\n")}\nSee docs/operating.md.`);
  process.exit(1);
}

export const env = parsed.data;

/** Where people find this portal, for addresses that must be whole: its public name, else this machine. Without a slash at its end. */
export const portalUrl = (): string => (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, "");

/** The project's folder: the place of package.json, from wherever a command is called. */
export const root = process.cwd();

/** Folder for everything that must outlive a restart. Root's checkouts are often unreachable for PostgreSQL's user. */
export const dataDir = path.resolve(/* turbopackIgnore: true */ env.DATA_DIR ?? path.join(/* turbopackIgnore: true */ root, ".data"));

/** The portal's secret: from the environment, else made once and kept readable by its owner only. */
export function portalSecret(): string {
  if (env.PORTAL_SECRET) return env.PORTAL_SECRET;
  const file = path.join(/* turbopackIgnore: true */ dataDir, "secret");
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  return readFileSync(file, "utf8").trim();
}

/** A key of its own for each purpose, so that one leaked key opens one door. */
export function deriveKey(purpose: string): string {
  return createHmac("sha256", portalSecret()).update(purpose).digest("hex");
}

