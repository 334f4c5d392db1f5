/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbLookPage:
 *
 * How the window looks: style, size of the text and its direction, size of the window. Language and high contrast are read only once by
 * a process, so Ebb starts again for them, in the same scenario and otherwise with the same look.
 */

#include "cockpit/ebb-look-page.h"

#include <glib/gi18n.h>

static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
static const GtkTextDirection directions[] = { GTK_TEXT_DIR_NONE, GTK_TEXT_DIR_LTR, GTK_TEXT_DIR_RTL };
static const int scales[] = { 100, 125, 150, 200 };
static const char *const languages[] = { NULL, "en", "sv", "pseudo" };

static const struct
{
  int width;
  int height;
} sizes[] = { { 0, 0 }, { 360, 720 }, { 1024, 768 }, { 1366, 768 }, { 2160, 3840 } };

struct _EbbLookPage
{
  GtkWidget parent_instance;

  EbbScene *scene;   /* (owned) (nullable) */
  gboolean is_showing; /* the rows follow the look, not the other way round */

  GtkWidget *page; /* bound, so that it goes with the template */
  AdwComboRow *style_row;
  AdwComboRow *scale_row;
  AdwComboRow *direction_row;
  AdwComboRow *size_row;
  AdwPreferencesGroup *again_group;
  AdwComboRow *language_row;
  AdwPreferencesRow *contrast_row;
  GtkSwitch *contrast_switch;
};

G_DEFINE_FINAL_TYPE (EbbLookPage, ebb_look_page, GTK_TYPE_WIDGET)

/* Each row changes what it is about and nothing else: of the others there may be more than they can show. */
static void
style_cb (EbbLookPage *self)
{
  EbbLook look;

  if (self->is_showing)
    return;

  look = *ebb_scene_get_look (self->scene);
  look.scheme = schemes[adw_combo_row_get_selected (self->style_row)];
  ebb_scene_set_look (self->scene, &look);
}

static void
scale_cb (EbbLookPage *self)
{
  EbbLook look;

  if (self->is_showing)
    return;

  look = *ebb_scene_get_look (self->scene);
  look.scale = scales[adw_combo_row_get_selected (self->scale_row)];
  ebb_scene_set_look (self->scene, &look);
}

static void
direction_cb (EbbLookPage *self)
{
  EbbLook look;

  if (self->is_showing)
    return;

  look = *ebb_scene_get_look (self->scene);
  look.direction = directions[adw_combo_row_get_selected (self->direction_row)];
  ebb_scene_set_look (self->scene, &look);
}

static void
size_cb (EbbLookPage *self)
{
  guint i = adw_combo_row_get_selected (self->size_row);
  EbbLook look;

  if (self->is_showing)
    return;

  look = *ebb_scene_get_look (self->scene);
  look.width = sizes[i].width;
  look.height = sizes[i].height;
  ebb_scene_set_look (self->scene, &look);
}

static void
again_cb (EbbLookPage *self)
{
  EbbLook look = *ebb_scene_get_usual_look (self->scene);
  const char *language = languages[adw_combo_row_get_selected (self->language_row)];
  g_autofree char *words = NULL;

  if (gtk_widget_get_sensitive (GTK_WIDGET (self->language_row)))
    look.language = language != NULL ? ebb_language_find (language) : NULL;
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->contrast_row)))
    look.is_high_contrast = gtk_switch_get_active (self->contrast_switch);
  words = ebb_look_dup_words (&look);
  gtk_widget_activate_action (GTK_WIDGET (self), "cockpit.start-again", "s", words);
}

/* Nobody is signed out, and no page of an account closed, for a look; and what a scenario has of its own it has there, too. */
static void
follow_session (EbbLookPage *self)
{
  EbbSession *session = ebb_context_get_session (ebb_scene_get_context (self->scene));
  EbbScenario *scenario = ebb_scene_get_scenario (self->scene);
  gboolean can_start = scenario != NULL || (session != NULL && ebb_session_is_demo (session));
  EbbLook own = EBB_LOOK_USUAL;

  if (scenario != NULL && ebb_scenario_get_values (scenario)->look != NULL)
    ebb_look_parse (&own, ebb_scenario_get_values (scenario)->look, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->again_group), can_start);
  gtk_widget_set_sensitive (GTK_WIDGET (self->language_row), own.language == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->contrast_row), !own.is_high_contrast);
  adw_preferences_group_set_description (self->again_group, can_start ? NULL : _("Play a scenario first: an account stays open."));
}

static void
fill_rows (EbbLookPage *self)
{
  g_autoptr (GtkStringList) scale_list = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) size_list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autofree char *text = g_strdup_printf ("%d %%", scales[i]);

      gtk_string_list_append (scale_list, text);
    }
  gtk_string_list_append (size_list, _("As it is"));
  for (guint i = 1; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *text = g_strdup_printf ("%d × %d", sizes[i].width, sizes[i].height);

      gtk_string_list_append (size_list, text);
    }

  self->is_showing = TRUE;
  adw_combo_row_set_model (self->scale_row, G_LIST_MODEL (scale_list));
  adw_combo_row_set_model (self->size_row, G_LIST_MODEL (size_list));
  self->is_showing = FALSE;
}

static void
show_look (EbbLookPage *self)
{
  const EbbLook *look = ebb_scene_get_look (self->scene);

  self->is_showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (schemes[i] == look->scheme)
      adw_combo_row_set_selected (self->style_row, i);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (scales[i] == look->scale)
      adw_combo_row_set_selected (self->scale_row, i);
  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    if (directions[i] == look->direction)
      adw_combo_row_set_selected (self->direction_row, i);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i].width == look->width && sizes[i].height == look->height)
      adw_combo_row_set_selected (self->size_row, i);
  self->is_showing = FALSE;
}

static void
ebb_look_page_dispose (GObject *object)
{
  EbbLookPage *self = EBB_LOOK_PAGE (object);

  g_clear_object (&self->scene);
  gtk_widget_dispose_template (GTK_WIDGET (self), EBB_TYPE_LOOK_PAGE);

  G_OBJECT_CLASS (ebb_look_page_parent_class)->dispose (object);
}

static void
ebb_look_page_class_init (EbbLookPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_look_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/cockpit/ebb-look-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbLookPage, page);
  gtk_widget_class_bind_template_child (widget_class, EbbLookPage, style_row);
  gtk_widget_class_bind_template_child (widget_class, EbbLookPage, scale_row);
  gtk_widget_class_bind_template_child (widget_class, EbbLookPage, direction_row);
  gtk_widget_class_bind_template_child (widget_class, EbbLookPage, size_row);
  gtk_widget_class_bind_template_child (widget_class, EbbLookPage, again_group);
  gtk_widget_class_bind_template_child (widget_class, EbbLookPage, language_row);
  gtk_widget_class_bind_template_child (widget_class, EbbLookPage, contrast_row);
  gtk_widget_class_bind_template_child (widget_class, EbbLookPage, contrast_switch);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, direction_cb);
  gtk_widget_class_bind_template_callback (widget_class, scale_cb);
  gtk_widget_class_bind_template_callback (widget_class, size_cb);
  gtk_widget_class_bind_template_callback (widget_class, style_cb);
}

static void
ebb_look_page_init (EbbLookPage *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_rows (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->contrast_switch), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (self->contrast_row), -1);
}

/**
 * ebb_look_page_set_scene:
 * @self: a page
 * @scene: whose look it is about
 *
 * Once.
 */
void
ebb_look_page_set_scene (EbbLookPage *self,
                         EbbScene    *scene)
{
  self->scene = g_object_ref (scene);
  for (guint i = 1; i < G_N_ELEMENTS (languages); i++)
    if (ebb_scene_get_usual_look (scene)->language == ebb_language_find (languages[i]))
      adw_combo_row_set_selected (self->language_row, i);
  gtk_switch_set_active (self->contrast_switch, adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
  g_signal_connect_object (scene, "notify::scenario", G_CALLBACK (follow_session), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scene, "notify::look", G_CALLBACK (show_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ebb_scene_get_context (scene), "notify::session", G_CALLBACK (follow_session), self, G_CONNECT_SWAPPED);
  show_look (self);
  follow_session (self);
}
