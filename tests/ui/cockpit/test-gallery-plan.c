/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a gallery draws of each scenario. */

#include "cockpit/ebb-gallery-plan.h"

#define SIZE(plan, i) (&g_array_index ((plan)->sizes, EbbGallerySize, i))
#define LOCALE(plan, i) (&g_array_index ((plan)->locales, EbbGalleryLocale, i))
#define THEME(plan, i) (&g_array_index ((plan)->themes, EbbGalleryTheme, i))
#define SCALE(plan, i) (g_array_index ((plan)->scales, int, i))

static EbbGalleryPlan *
plan_new (EbbGalleryWords words)
{
  g_autoptr (GError) error = NULL;
  EbbGalleryPlan *plan = ebb_gallery_plan_new (&words, &error);

  g_assert_no_error (error);

  return plan;
}

static void
test_usual (void)
{
  g_autoptr (EbbGalleryPlan) plan = plan_new ((EbbGalleryWords) { 0 });

  g_assert_cmpuint (plan->sizes->len, ==, 2);
  g_assert_cmpuint (plan->locales->len, ==, 1);
  g_assert_cmpuint (plan->themes->len, ==, 2);
  g_assert_cmpuint (plan->scales->len, ==, 1);
  g_assert_cmpint (SIZE (plan, 0)->width, ==, 360);
  g_assert_cmpstr (LOCALE (plan, 0)->language->name, ==, "en");
  g_assert_true (ebb_gallery_plan_has (plan, "whatever"));
}

static void
test_words (void)
{
  EbbGalleryWords words = { "heat-*,401", "800x600,4k-portrait", "rtl,sv", "dark-contrast", "50,300" };
  g_autoptr (EbbGalleryPlan) plan = plan_new (words);

  g_assert_true (ebb_gallery_plan_has (plan, "heat-pump-waiting"));
  g_assert_true (ebb_gallery_plan_has (plan, "401"));
  g_assert_false (ebb_gallery_plan_has (plan, "4011"));
  g_assert_cmpstr (SIZE (plan, 0)->name, ==, "800x600");
  g_assert_cmpint (SIZE (plan, 1)->height, ==, 3840);
  g_assert_true (LOCALE (plan, 0)->is_mirrored);
  g_assert_cmpstr (LOCALE (plan, 0)->language->name, ==, "pseudo");
  g_assert_cmpstr (LOCALE (plan, 1)->language->locale, ==, "sv_SE.UTF-8");
  g_assert_true (THEME (plan, 0)->is_dark && THEME (plan, 0)->is_high_contrast);
  g_assert_cmpint (SCALE (plan, 1), ==, 300);
}

static void
test_mistakes (void)
{
  static const struct
  {
    EbbGalleryWords words;
    const char *told; /* the option and the word */
  } mistakes[] = {
    { { .sizes = "narrow,small" }, "--sizes does not know “small”" },
    { { .sizes = "99x600" }, "“99x600”" },
    { { .sizes = "360x640 " }, "“360x640 ”" },
    { { .locales = "de" }, "--locales does not know “de”" },
    { { .themes = "" }, "--themes does not know “”" },
    { { .scales = "49" }, "--scales does not know “49”" },
    { { .scales = "100%" }, "“100%”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ebb_gallery_plan_new (&mistakes[i].words, &error));
      g_assert_nonnull (strstr (error->message, mistakes[i].told));
    }
}

static EbbGalleryPlan *
narrow (const char *words,
        const char *themes)
{
  g_autoptr (EbbGalleryPlan) plan = plan_new ((EbbGalleryWords) { .themes = themes, .scales = "100,150" });
  EbbLook look = EBB_LOOK_USUAL;

  g_assert_true (ebb_look_parse (&look, words, NULL));

  return ebb_gallery_plan_narrow (plan, &look);
}

/* What a scenario says about its look takes the place of what was asked for; the rest is as it was asked for. */
static void
test_narrow (void)
{
  g_autoptr (EbbGalleryPlan) large = narrow ("200", NULL);
  g_autoptr (EbbGalleryPlan) small = narrow ("360x720,dark", NULL);
  g_autoptr (EbbGalleryPlan) odd = narrow ("500x400,rtl", NULL);
  g_autoptr (EbbGalleryPlan) contrast = narrow ("dark", "contrast");

  g_assert_cmpuint (large->scales->len, ==, 1);
  g_assert_cmpint (SCALE (large, 0), ==, 200);
  g_assert_cmpuint (large->sizes->len, ==, 2);
  g_assert_cmpstr (SIZE (large, 1)->name, ==, "wide");
  g_assert_cmpuint (large->themes->len, ==, 2);

  g_assert_cmpuint (small->sizes->len, ==, 1);
  g_assert_cmpstr (SIZE (small, 0)->name, ==, "narrow");
  g_assert_cmpuint (small->themes->len, ==, 1);
  g_assert_cmpstr (THEME (small, 0)->name, ==, "dark");
  g_assert_cmpuint (small->scales->len, ==, 2);

  g_assert_cmpstr (SIZE (odd, 0)->name, ==, "500x400");
  g_assert_cmpuint (odd->themes->len, ==, 2);

  g_assert_cmpuint (contrast->themes->len, ==, 1);
  g_assert_cmpstr (THEME (contrast, 0)->name, ==, "dark-contrast");
}

static void
test_files (void)
{
  g_autoptr (EbbGalleryPlan) plan = plan_new ((EbbGalleryWords) { .sizes = "narrow", .locales = "pseudo", .themes = "dark" });
  g_autofree char *file = ebb_gallery_plan_dup_file ("home", SIZE (plan, 0), THEME (plan, 0), LOCALE (plan, 0), 100);

  g_assert_cmpstr (file, ==, "home--narrow--dark--pseudo--100.png");
  g_assert_cmpstr (ebb_gallery_plan_name_theme (TRUE, TRUE), ==, "dark-contrast");
  g_assert_cmpstr (ebb_gallery_plan_name_theme (FALSE, FALSE), ==, "light");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gallery-plan/usual", test_usual);
  g_test_add_func ("/gallery-plan/words", test_words);
  g_test_add_func ("/gallery-plan/mistakes", test_mistakes);
  g_test_add_func ("/gallery-plan/narrow", test_narrow);
  g_test_add_func ("/gallery-plan/files", test_files);

  return g_test_run ();
}
