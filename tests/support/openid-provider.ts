import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type JWK } from "oidc-provider";

/** Who signs in at the provider next, and how. */
export type Visitor = { sub: string; email?: string; email_verified?: boolean; amr?: string[] };

/** A new private key for a way of signing. */
function keyFor(alg: string) {
  const made = alg === "ES256" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : alg === "EdDSA" ? generateKeyPairSync("ed25519") : generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...made.privateKey.export({ format: "jwk" }), alg, use: "sig", kid: randomUUID() } as JWK;
}

/**
 * A real OpenID Connect server (npm oidc-provider) that asks its visitors nothing: whoever comes is `visitor`. The portal is its
 * one client and must use PKCE; addresses are told at the userinfo endpoint only, as conforming providers do.
 */
export async function openIdProvider(callback: string, signedBy: "RS256" | "ES256" | "PS256" | "EdDSA" = "RS256"): Promise<{ issuer: string; client: { id: string; secret: string }; visitor: Visitor; stop(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { id: "portal", secret: "a-secret-of-this-test-only-0123456789" };
  const known = new Map<string, Visitor>();
  const state = { issuer, client, visitor: { sub: "nobody" } as Visitor, stop: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }) };
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [callback], response_types: ["code"], grant_types: ["authorization_code"], id_token_signed_response_alg: signedBy }],
    jwks: { keys: [keyFor(signedBy)] }, enabledJWA: { idTokenSigningAlgValues: [signedBy] },
    pkce: { required: () => true },
    claims: { openid: ["sub", "amr"], email: ["email", "email_verified"] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["a key of this test"] },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ ...known.get(id)! }) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId: client.id, accountId: ctx.oidc.session!.accountId! });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url!.startsWith("/interaction/")) return void answer(request, response);
    known.set(state.visitor.sub, state.visitor);
    const { sub, amr } = state.visitor;
    void provider.interactionFinished(request, response, { login: { accountId: sub, ...(amr ? { amr } : {}), remember: false } });
  });
  return state;
}
