/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens as the make-believe retailer signs them: JSON Web Tokens, RS256, and every way in which one can be wrong. The
 * cryptography is in sandbox-rsa; the algorithm is looked at before any key is, so that a token cannot choose how it is
 * verified. Claims beyond the registered ones are the sandbox's own: nothing public says what the real ones are. */

#include "sandbox/sandbox-token.h"

#include "sandbox/sandbox-data.h"
#include "sandbox/sandbox-json.h"
#include "sandbox/sandbox-rsa.h"

#include <string.h>

#define RETAILER       "c0ffee00-5a4d-4b0e-9a11-000000000001"
#define OTHER_RETAILER "c0ffee00-5a4d-4b0e-9a11-000000000002"
#define CUSTOMER       "c0ffee00-5a4d-4b0e-9a11-0000000000ff"
#define AUDIENCE       "single-customer"
#define ENVIRONMENT    "sandbox"

#define LEEWAY_S          30
#define MAX_TOKEN_LENGTH  8192

static const struct
{
  const char *name;
  const char *code;
  const char *detail;
} problems[] = {
  [SANDBOX_TOKEN_GOOD] = { "none", "", "" },
  [SANDBOX_TOKEN_MALFORMED] =
    { "malformed", "token_malformed", "This is not a JSON Web Token." },
  [SANDBOX_TOKEN_WRONG_ALGORITHM] =
    { "wrong-algorithm", "token_wrong_algorithm", "The token's algorithm is not RS256." },
  [SANDBOX_TOKEN_WRONG_ENVIRONMENT] =
    { "other-environment", "token_wrong_environment", "The token is signed with a key of the other environment." },
  [SANDBOX_TOKEN_RETAILER_API_KEY] =
    { "retailer-api-key", "token_retailer_api_key", "The token is signed with a key of the Retailer API." },
  [SANDBOX_TOKEN_WRONG_KEY] =
    { "wrong-key", "token_wrong_key", "The token is signed with a key that is not known here." },
  [SANDBOX_TOKEN_WRONG_RETAILER] =
    { "wrong-retailer", "token_wrong_retailer", "The token names another retailer than its key belongs to." },
  [SANDBOX_TOKEN_EXPIRED] =
    { "expired", "token_expired", "The token has expired." },
  [SANDBOX_TOKEN_NOT_YET_VALID] =
    { "not-yet-valid", "token_not_yet_valid", "The token is not valid yet." },
};

G_STATIC_ASSERT (G_N_ELEMENTS (problems) == SANDBOX_N_TOKEN_PROBLEMS);

/**
 * sandbox_token_problem_get_name:
 *
 * Returns: what scenarios and options call it, "wrong-retailer"
 */
const char *
sandbox_token_problem_get_name (SandboxTokenProblem problem)
{
  return problems[problem].name;
}

/**
 * sandbox_token_problem_get_code:
 *
 * Returns: the code of the 403 answer, "token_wrong_retailer"
 */
const char *
sandbox_token_problem_get_code (SandboxTokenProblem problem)
{
  return problems[problem].code;
}

const char *
sandbox_token_problem_get_detail (SandboxTokenProblem problem)
{
  return problems[problem].detail;
}

gboolean
sandbox_token_problem_from_name (const char          *name,
                                 SandboxTokenProblem *problem)
{
  for (guint i = 0; i < SANDBOX_N_TOKEN_PROBLEMS; i++)
    if (strcmp (problems[i].name, name) == 0)
      {
        *problem = i;
        return TRUE;
      }
  return FALSE;
}

static char *
encode (const guchar *data,
        gsize         length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *strchrnul (text, '=') = '\0';
  return text;
}

static guchar *
decode (const char *text,
        gsize       length,
        gsize      *decoded_length)
{
  g_autoptr (GString) padded = g_string_new_len (text, length);

  if (length == 0 || length % 4 == 1)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return NULL;

  g_strdelimit (padded->str, "-", '+');
  g_strdelimit (padded->str, "_", '/');
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');
  return g_base64_decode (padded->str, decoded_length);
}

static const char *
key_for (SandboxTokenProblem problem)
{
  switch (problem)
    {
    case SANDBOX_TOKEN_WRONG_ENVIRONMENT:
      return "keys/other-environment.pem";
    case SANDBOX_TOKEN_RETAILER_API_KEY:
      return "keys/retailer-api.pem";
    case SANDBOX_TOKEN_WRONG_KEY:
      return "keys/stranger.pem";
    default:
      return "keys/sandbox.pem";
    }
}

/* The old trick against careless libraries: a keyed hash, the public key being the secret. */
static char *
sign_with_hash (const char *text)
{
  g_autoptr (GBytes) pem = sandbox_data_get ("keys/sandbox.pub.pem");
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
  guint8 digest[32];
  gsize length = sizeof digest;

  g_hmac_update (hmac, (const guchar *) text, -1);
  g_hmac_get_digest (hmac, digest, &length);
  return encode (digest, length);
}

static char *
make_claims (SandboxTokenProblem problem,
             gint64              now_s,
             gint64              expires_in_s)
{
  g_autoptr (JsonObject) claims = json_object_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();
  gint64 issued_s = now_s;

  if (problem == SANDBOX_TOKEN_EXPIRED)
    issued_s = now_s - expires_in_s - 3600;
  else if (problem == SANDBOX_TOKEN_NOT_YET_VALID)
    issued_s = now_s + 3600;
  else if (expires_in_s <= 0)
    issued_s = now_s + expires_in_s - 3600;

  json_object_set_string_member (claims, "iss", problem == SANDBOX_TOKEN_WRONG_RETAILER ? OTHER_RETAILER : RETAILER);
  json_object_set_string_member (claims, "sub", CUSTOMER);
  json_object_set_string_member (claims, "aud", problem == SANDBOX_TOKEN_RETAILER_API_KEY ? "retailer" : AUDIENCE);
  json_object_set_string_member (claims, "env", problem == SANDBOX_TOKEN_WRONG_ENVIRONMENT ? "production" : ENVIRONMENT);
  json_object_set_int_member (claims, "iat", issued_s);
  json_object_set_int_member (claims, "nbf", issued_s);
  json_object_set_int_member (claims, "exp", expires_in_s > 0 ? issued_s + expires_in_s : now_s + expires_in_s);

  json_node_init_object (node, claims);
  return sandbox_json_to_string (node, NULL);
}

/**
 * sandbox_token_mint:
 * @problem: what is to be wrong with it; %SANDBOX_TOKEN_GOOD for a good one
 * @now_us: what time the retailer's clock shows, microseconds since the Unix epoch, UTC
 * @expires_in_s: seconds from now until it expires; negative for one that already has
 *
 * Returns: (transfer full): a token
 */
char *
sandbox_token_mint (SandboxTokenProblem problem,
                    gint64              now_us,
                    gint64              expires_in_s)
{
  gboolean is_hash = problem == SANDBOX_TOKEN_WRONG_ALGORITHM;
  const char *header = is_hash ? "{\"alg\":\"HS256\",\"typ\":\"JWT\"}" : "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
  g_autofree char *header_part = encode ((const guchar *) header, strlen (header));
  g_autofree char *claims = make_claims (problem, now_us / G_USEC_PER_SEC, expires_in_s);
  g_autofree char *claims_part = encode ((const guchar *) claims, strlen (claims));
  g_autofree char *text = g_strconcat (header_part, ".", claims_part, NULL);
  g_autofree char *signature_part = NULL;

  if (problem == SANDBOX_TOKEN_MALFORMED)
    return g_strconcat ("make-believe.", claims_part, NULL);

  if (is_hash)
    signature_part = sign_with_hash (text);
  else
    {
      g_autoptr (GBytes) signature = sandbox_rsa_sign (key_for (problem), text, strlen (text));

      signature_part = encode (g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
    }

  return g_strconcat (text, ".", signature_part, NULL);
}

static JsonObject *
read_part (const char *text,
           gsize       length)
{
  gsize decoded_length = 0;
  g_autofree guchar *decoded = decode (text, length, &decoded_length);
  g_autoptr (JsonNode) node = NULL;

  if (decoded == NULL)
    return NULL;
  node = sandbox_json_parse ((const char *) decoded, decoded_length, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  return json_node_dup_object (node);
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *member = json_object_get_member (object, name);

  return member != NULL && JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_STRING
           ? json_node_get_string (member)
           : "";
}

static gboolean
get_time (JsonObject *object,
          const char *name,
          double     *time_s)
{
  JsonNode *member = json_object_get_member (object, name);

  if (member == NULL || !JSON_NODE_HOLDS_VALUE (member)
      || (json_node_get_value_type (member) != G_TYPE_INT64 && json_node_get_value_type (member) != G_TYPE_DOUBLE))
    return FALSE;
  *time_s = json_node_get_double (member);
  return TRUE;
}

static SandboxTokenProblem
check_claims (JsonObject *claims,
              gint64      now_us)
{
  double now_s = (double) now_us / G_USEC_PER_SEC;
  double time_s;

  if (strcmp (get_text (claims, "env"), ENVIRONMENT) != 0)
    return SANDBOX_TOKEN_WRONG_ENVIRONMENT;
  if (strcmp (get_text (claims, "aud"), AUDIENCE) != 0)
    return SANDBOX_TOKEN_RETAILER_API_KEY;
  if (strcmp (get_text (claims, "iss"), RETAILER) != 0)
    return SANDBOX_TOKEN_WRONG_RETAILER;
  if (get_text (claims, "sub")[0] == '\0')
    return SANDBOX_TOKEN_MALFORMED;

  if (!get_time (claims, "exp", &time_s))
    return SANDBOX_TOKEN_MALFORMED;
  if (time_s + LEEWAY_S <= now_s)
    return SANDBOX_TOKEN_EXPIRED;
  if (get_time (claims, "nbf", &time_s) && time_s - LEEWAY_S > now_s)
    return SANDBOX_TOKEN_NOT_YET_VALID;
  if (get_time (claims, "iat", &time_s) && time_s - LEEWAY_S > now_s)
    return SANDBOX_TOKEN_NOT_YET_VALID;
  return SANDBOX_TOKEN_GOOD;
}

/**
 * sandbox_token_check:
 * @token: what came after "Bearer "
 * @now_us: what time it is, microseconds since the Unix epoch, UTC
 *
 * Times may be off by 30 seconds either way.
 *
 * Returns: the first thing that is wrong with @token
 */
SandboxTokenProblem
sandbox_token_check (const char *token,
                     gint64      now_us)
{
  const char *first_dot = strchr (token, '.');
  const char *second_dot = first_dot != NULL ? strchr (first_dot + 1, '.') : NULL;
  g_autoptr (JsonObject) header = NULL;
  g_autoptr (JsonObject) claims = NULL;
  g_autofree guchar *signature_bytes = NULL;
  g_autoptr (GBytes) signature = NULL;
  gsize signature_length = 0;
  gsize signed_length;

  if (second_dot == NULL || strlen (token) > MAX_TOKEN_LENGTH)
    return SANDBOX_TOKEN_MALFORMED;

  header = read_part (token, first_dot - token);
  claims = read_part (first_dot + 1, second_dot - first_dot - 1);
  signature_bytes = decode (second_dot + 1, strlen (second_dot + 1), &signature_length);
  if (header == NULL || claims == NULL)
    return SANDBOX_TOKEN_MALFORMED;
  if (strcmp (get_text (header, "alg"), "RS256") != 0)
    return SANDBOX_TOKEN_WRONG_ALGORITHM;
  if (signature_bytes == NULL)
    return SANDBOX_TOKEN_MALFORMED;

  signature = g_bytes_new_take (g_steal_pointer (&signature_bytes), signature_length);
  signed_length = second_dot - token;
  if (sandbox_rsa_verify ("keys/sandbox.pub.pem", token, signed_length, signature))
    return check_claims (claims, now_us);
  if (sandbox_rsa_verify ("keys/other-environment.pub.pem", token, signed_length, signature))
    return SANDBOX_TOKEN_WRONG_ENVIRONMENT;
  if (sandbox_rsa_verify ("keys/retailer-api.pub.pem", token, signed_length, signature))
    return SANDBOX_TOKEN_RETAILER_API_KEY;
  return SANDBOX_TOKEN_WRONG_KEY;
}
