import { createHmac } from "node:crypto";
import type { Sql } from "postgres";
import { keyHash, newClientKey } from "#lib/intake/open311/client-key.ts";
import { metaServer } from "#tests/support/meta.ts";
import { setUpWay, smsProvider } from "#tests/support/sms-provider.ts";
import { webhookServer } from "#tests/support/webhook-server.ts";

/** Every way in, as an administrator sets them up: Meta's and an SMS provider's side, and the portal's addresses that they call, on this machine. */
export async function everyWay(owner: Sql) {
  const [meta, provider, portal] = await Promise.all([metaServer(), smsProvider(), webhookServer()]);
  const pathSecret = "a-secret-in-the-address-01", authToken = "twilio's token", key = newClientKey();
  await owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp'), ('sms', 'SMS'), ('email', 'E-mail')`;
  await meta.setUp(owner);
  await setUpWay(owner, "infobip", { apiUrl: provider.url }, { apiKey: "key", pathSecret });
  await setUpWay(owner, "twilio", { accountSid: `AC${"0".repeat(32)}`, apiUrl: provider.url }, { authToken });
  await setUpWay(owner, "smsc", { apiUrl: provider.url, login: "akimat" }, { password: "secret", pathSecret });
  await owner`INSERT INTO private.way (code, active, settings) VALUES ('open311', true, ${owner.json({ jurisdictionId: "ekibastuz.kz" })})`;
  await owner`INSERT INTO private.open311_client (name, key_hash) VALUES ('Street App', ${keyHash(key)})`;
  return {
    meta, provider, portal, /** A client's of Open311. */ key,
    /** Infobip's and SMSC's addresses end in the secret. */
    infobip: `${portal.infobip}/${pathSecret}`, smsc: `${portal.smsc}/${pathSecret}`,
    /** Twilio's signature under a form that it posts to an address. */
    twilioSign: (address: string, form: Record<string, string>) => createHmac("sha1", authToken).update(address + Object.keys(form).sort().map((name) => name + form[name]).join("")).digest("base64"),
    stop: () => Promise.all([meta, provider, portal].map((one) => one.stop())),
  };
}
