/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page through which a reviewer leafs: each state with its sentence, what to look for, its pictures and what was found. */

#include "cockpit/ebb-gallery-index.h"

#include <gio/gio.h>
#include <string.h>

#include "app/ebb-scenario.h"
#include "cockpit/ebb-gallery-worker.h"
#include "cockpit/ebb-html.h"

#define TEMPLATE "/io/github/ebb_energy/Ebb/cockpit/gallery.html"
#define PLACE    "@STATES@"

/* A picture's look is in its name, as ebb_gallery_plan_dup_file() made it. */
static void
append_picture (GString      *html,
                const char   *file,
                GVariantIter *findings)
{
  g_autofree char *stem = g_strndup (file, strlen (file) - strlen (".png"));
  g_auto (GStrv) parts = g_strsplit (stem, "--", -1);
  const char *finding;

  g_return_if_fail (g_strv_length (parts) == 5);

  ebb_html_append (html, "<figure data-size=\"%s\" data-theme=\"%s\" data-locale=\"%s\" data-scale=\"%s %%\">", parts[1], parts[2],
                   parts[3], parts[4]);
  ebb_html_append (html, "<a href=\"%s\"><img loading=\"lazy\" src=\"%s\" alt=\"%s\"></a>", file, file, parts[0]);
  ebb_html_append (html, "<figcaption>%s, %s, %s, %s %%</figcaption>", parts[1], parts[2], parts[3], parts[4]);
  while (g_variant_iter_next (findings, "&s", &finding))
    ebb_html_append (html, "<p class=\"fault\">%s</p>", finding);
  g_string_append (html, "</figure>\n");
}

static void
append_result (GString  *html,
               GVariant *result)
{
  g_autoptr (GVariantIter) pictures = NULL;
  const char *file;
  const char *failure;
  GVariantIter *findings;

  g_variant_get (result, "(&sa(sas)&sx)", NULL, &pictures, &failure, NULL);
  if (*failure != '\0')
    ebb_html_append (html, "<p class=\"fault\">Not drawn: %s</p>\n", failure);
  while (g_variant_iter_loop (pictures, "(&sas)", &file, &findings))
    append_picture (html, file, findings);
}

static void
append_scenario (GString           *html,
                 EbbScenario       *scenario,
                 EbbGalleryJournal *journal)
{
  const EbbScenarioValues *values = ebb_scenario_get_values (scenario);
  g_autoptr (GPtrArray) results = ebb_gallery_journal_list_results (journal, values->name);

  ebb_html_append (html, "<section data-words=\"%s %s %s\">\n<h2>%s <span class=\"group\">%s</span></h2>\n", values->name, values->group,
                  values->sentence, values->name, values->group);
  ebb_html_append (html, "<p>%s</p>\n<p><b>Look for:</b> %s</p>\n<div class=\"looks\">\n", values->sentence, values->expect);
  for (guint i = 0; i < results->len; i++)
    append_result (html, g_ptr_array_index (results, i));
  g_string_append (html, "</div>\n</section>\n");
}

/**
 * ebb_gallery_index_write:
 * @scenarios: (element-type EbbScenario): what was drawn
 * @journal: what came of it
 * @directory: where the pictures are
 * @error: why it could not be written
 *
 * Returns: whether index.html is written
 */
gboolean
ebb_gallery_index_write (GPtrArray          *scenarios,
                         EbbGalleryJournal  *journal,
                         const char         *directory,
                         GError            **error)
{
  g_autoptr (GBytes) page = g_resources_lookup_data (TEMPLATE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *path = g_build_filename (directory, "index.html", NULL);
  g_autoptr (GString) html = g_string_new (NULL);
  const char *place;

  if (page == NULL)
    return FALSE;

  g_string_append_len (html, g_bytes_get_data (page, NULL), (gssize) g_bytes_get_size (page));
  place = strstr (html->str, PLACE);
  g_return_val_if_fail (place != NULL, FALSE);

  {
    g_autoptr (GString) states = g_string_new (NULL);
    gsize offset = (gsize) (place - html->str);

    for (guint i = 0; i < scenarios->len; i++)
      append_scenario (states, g_ptr_array_index (scenarios, i), journal);
    g_string_erase (html, (gssize) offset, (gssize) strlen (PLACE));
    g_string_insert_len (html, (gssize) offset, states->str, (gssize) states->len);
  }

  return g_file_set_contents (path, html->str, (gssize) html->len, error);
}
