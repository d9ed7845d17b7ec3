const before = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|ERR_SSL_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/;

/** Whether a request that failed surely never left: no name, no connection, no trust. Any other silence may hide that it arrived. */
export function neverLeft(fault: unknown): boolean {
  const { code, errors } = ((fault as { cause?: unknown } | null)?.cause ?? {}) as { code?: string; errors?: { code?: string }[] };
  return [code, ...(errors ?? []).map((one) => one.code)].some((one) => one !== undefined && before.test(one));
}
