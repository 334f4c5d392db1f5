/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which addresses are environments, and when two of them are the same. */

#include "account/ebb-environment.h"

#include "base/ebb-error.h"

typedef struct
{
  const char *typed;
  const char *id;
  const char *base_uri;
  const char *name;
} Good;

static const Good good[] = {
  { "https://api.emulate.network/", "production", "https://api.emulate.network/", "Production" },
  { " HTTPS://API.Emulate.Network:443\n", "production", "https://api.emulate.network/", "Production" },
  { "https://api.stage.emulate.network", "staging", "https://api.stage.emulate.network/", "Staging" },
  { "https://api.example.com", "custom", "https://api.example.com/", "api.example.com" },
  { "https://api.example.com:8443/customers", "custom", "https://api.example.com:8443/customers/", "api.example.com:8443" },
  { "http://127.0.0.1:4000", "custom", "http://127.0.0.1:4000/", "127.0.0.1:4000" },
  { "http://localhost:4000/", "custom", "http://localhost:4000/", "localhost:4000" },
  { "http://[::1]:4000/", "custom", "http://[::1]:4000/", "[::1]:4000" },
  { "https://api.emulate.network:8443/", "custom", "https://api.emulate.network:8443/", "api.emulate.network:8443" },
};

static const char *const bad[] = {
  "",
  "api.emulate.network",
  "http://api.emulate.network/",
  "http://192.168.1.2:4000/",
  "http://127.0.0.1.example.com/",
  "http://localhost.example.com/",
  "https://user:password@api.example.com/",
  "https://api.example.com/?token=x",
  "https://api.example.com/#x",
  "https:///",
  "ftp://api.example.com/",
  "file:///etc/passwd",
  "https://api.exam ple.com/",
  "https://api.example.com:99999/",
  "🙂",
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EbbEnvironment) environment = ebb_environment_new_for_server (good[i].typed, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (ebb_environment_get_id (environment), ==, good[i].id);
      g_assert_cmpstr (ebb_environment_get_base_uri (environment), ==, good[i].base_uri);
      g_assert_cmpstr (ebb_environment_get_name (environment), ==, good[i].name);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EbbEnvironment) environment = ebb_environment_new_for_server (bad[i], &error);

      g_test_message ("%s", bad[i]);
      g_assert_null (environment);
      g_assert_error (error, EBB_ERROR, EBB_ERROR_INVALID_INPUT);
    }
}

static void
test_equal (void)
{
  g_autoptr (EbbEnvironment) production = ebb_environment_new_production ();
  g_autoptr (EbbEnvironment) staging = ebb_environment_new_staging ();
  g_autoptr (EbbEnvironment) typed = ebb_environment_new_for_server ("https://api.emulate.network", NULL);

  g_assert_true (ebb_environment_equal (production, typed));
  g_assert_false (ebb_environment_equal (production, staging));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/environment/good", test_good);
  g_test_add_func ("/environment/bad", test_bad);
  g_test_add_func ("/environment/equal", test_equal);

  return g_test_run ();
}
