/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The audit finds what it is there for, and leaves alone what is right. */

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "cockpit/ebb-audit-contrast.h"
#include "cockpit/ebb-audit.h"
#include "cockpit/ebb-picture.h"
#include "ui/ebb-cut.h"

/* A widget of ours that only a mouse can use. */
#define EBB_TYPE_TEST_AREA (ebb_test_area_get_type ())
G_DECLARE_FINAL_TYPE (EbbTestArea, ebb_test_area, EBB, TEST_AREA, GtkWidget)

struct _EbbTestArea
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (EbbTestArea, ebb_test_area, GTK_TYPE_WIDGET)

static void
ebb_test_area_class_init (EbbTestAreaClass *klass)
{
}

static void
ebb_test_area_init (EbbTestArea *self)
{
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gtk_gesture_click_new ()));
  gtk_widget_set_size_request (GTK_WIDGET (self), 20, 20);
}

#define WIDTH 400

/* Shows a widget and audits it. */
static char **
audit (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GdkTexture) picture = NULL;
  g_autoptr (GError) error = NULL;
  char **findings;

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, 200);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  while ((picture = ebb_picture_take (window, &error)) == NULL)
    {
      g_clear_error (&error);
      gtk_test_widget_wait_for_draw (window);
    }
  findings = ebb_audit (window, picture, WIDTH);
  gtk_window_destroy (GTK_WINDOW (window));

  return findings;
}

/* @expected: (nullable): a part of the one finding; %NULL for none */
static void
check (GtkWidget  *child,
       const char *expected)
{
  g_auto (GStrv) findings = audit (child);

  if (expected == NULL)
    {
      if (findings[0] != NULL)
        g_error ("%s", findings[0]);
      return;
    }

  g_assert_nonnull (findings[0]);
  if (strstr (findings[0], expected) == NULL)
    g_error ("“%s” instead of “%s”", findings[0], expected);
  g_assert_null (findings[1]);
}

static GtkWidget *
in_box (GtkWidget *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_halign (child, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), child);

  return box;
}

static void
test_names (void)
{
  GtkWidget *named = gtk_button_new_from_icon_name ("list-add-symbolic");
  GtkWidget *nameless = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL, "Add", -1);
  check (in_box (named), NULL);
  check (in_box (gtk_button_new_with_label ("Add")), NULL);
  check (in_box (nameless), "can have the focus but has no name");
}

static void
test_roles (void)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GENERIC, NULL);

  gtk_widget_set_size_request (box, 20, 20);
  gtk_widget_set_focusable (box, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, "A box", -1);
  check (in_box (box), "can have the focus but has no role");
}

static void
test_mouse_only (void)
{
  GtkWidget *area = g_object_new (EBB_TYPE_TEST_AREA, NULL);

  check (in_box (area), "can be reached by mouse only");
}

static void
test_scrolled (void)
{
  GtkWidget *empty = gtk_scrolled_window_new ();
  GtkWidget *full = gtk_scrolled_window_new ();

  gtk_widget_set_size_request (empty, 50, 50);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (full), gtk_button_new_with_label ("Add"));
  check (in_box (full), NULL);
  /* GTK 4.8 gives it a role and no name, 4.18 not even that. */
  check (in_box (empty), "can have the focus but has no ");
}

static GtkWidget *
new_label (const char         *text,
           PangoEllipsizeMode  ellipsize,
           int                 width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  if (width > 0)
    gtk_label_set_max_width_chars (GTK_LABEL (label), width);

  return label;
}

static void
test_shortened (void)
{
  GtkWidget *explained = new_label ("Much too long for its place", PANGO_ELLIPSIZE_END, 5);

  ebb_cut_explain (GTK_LABEL (explained));
  check (in_box (new_label ("Short", PANGO_ELLIPSIZE_END, 0)), NULL);
  check (in_box (explained), NULL);
  check (in_box (new_label ("Much too long for its place", PANGO_ELLIPSIZE_END, 5)), "is shortened and has no tooltip");
}

static void
test_too_wide (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (box, WIDTH + 50, -1);
  check (box, "The page needs 450 pixels and has 400");
}

static void
test_number (void)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 1e9, 1);

  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, "Number", -1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 999999999);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 2);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 2);
  check (in_box (spin), "has no room for its number");
}

static GtkWidget *
new_coloured (const char *css)
{
  GtkWidget *label = gtk_label_new ("Mauve on taupe");
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (provider, css, -1);
  gtk_style_context_add_provider (gtk_widget_get_style_context (label), GTK_STYLE_PROVIDER (provider),
                                  GTK_STYLE_PROVIDER_PRIORITY_USER);

  return label;
}

static void
test_pale (void)
{
  GtkWidget *disabled = new_coloured ("label { background: white; color: #ccc; }");

  gtk_widget_set_sensitive (disabled, FALSE);
  check (in_box (new_coloured ("label { background: white; color: black; }")), NULL);
  check (in_box (new_coloured ("label { background: black; color: white; }")), NULL);
  check (in_box (new_coloured ("label { background: white; color: #999; }")), "has a contrast of 2.8 : 1");
  check (in_box (new_coloured ("label { background: white; color: #888; font-size: 24pt; }")), NULL);
  check (in_box (new_coloured ("label { background: white; color: black; opacity: 0.3; }")), "has a contrast of");
  check (in_box (disabled), NULL);
}

/* Figures of WCAG 2.1 itself: black on white is 21, #767676 the palest grey that passes. */
static void
test_ratio (void)
{
  const GdkRGBA black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };
  const float grey_level = 0x76 / 255.f;
  const GdkRGBA grey = { grey_level, grey_level, grey_level, 1 };

  g_assert_cmpfloat_with_epsilon (ebb_audit_contrast_between (&black, &white), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (ebb_audit_contrast_between (&white, &black), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (ebb_audit_contrast_between (&grey, &white), 4.54, 0.01);
  g_assert_cmpfloat_with_epsilon (ebb_audit_contrast_between (&white, &white), 1, 0.001);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/audit/names", test_names);
  g_test_add_func ("/audit/roles", test_roles);
  g_test_add_func ("/audit/mouse-only", test_mouse_only);
  g_test_add_func ("/audit/scrolled", test_scrolled);
  g_test_add_func ("/audit/shortened", test_shortened);
  g_test_add_func ("/audit/too-wide", test_too_wide);
  g_test_add_func ("/audit/number", test_number);
  g_test_add_func ("/audit/pale", test_pale);
  g_test_add_func ("/audit/ratio", test_ratio);

  return g_test_run ();
}
