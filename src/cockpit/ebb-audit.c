/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks through a window for what keeps somebody from using it: what keys cannot reach, what a screen reader is not told, text that is
 * cut or too pale. */

#include "cockpit/ebb-audit.h"

#include "cockpit/ebb-audit-access.h"
#include "cockpit/ebb-audit-contrast.h"
#include "cockpit/ebb-audit-text.h"

/* As much of a text as tells which it is. */
#define N_CHARACTERS 40

typedef struct
{
  GtkWidget *window;
  EbbAuditContrast *contrast;
  GPtrArray *findings; /* (element-type utf8) */
} Audit;

/* Which widget: the nearest of ours, its own type, and what stands there. */
static char *
dup_place (GtkWidget *widget)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;
  g_autofree char *start = text != NULL ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), N_CHARACTERS)) : NULL;
  GtkWidget *ours = widget;

  while (ours != NULL && !g_str_has_prefix (G_OBJECT_TYPE_NAME (ours), "Ebb"))
    ours = gtk_widget_get_parent (ours);
  if (start == NULL)
    return g_strdup_printf ("%s in %s (%s)", G_OBJECT_TYPE_NAME (widget), ours != NULL ? G_OBJECT_TYPE_NAME (ours) : "the window",
                            gtk_widget_get_css_name (widget));

  return g_strdup_printf ("“%s” in %s", start, ours != NULL ? G_OBJECT_TYPE_NAME (ours) : "the window");
}

/* Takes @what. */
static void
add (Audit     *audit,
     GtkWidget *widget,
     char      *what)
{
  g_autofree char *taken = what;
  g_autofree char *place = NULL;
  g_autofree char *finding = NULL;

  if (what == NULL)
    return;

  place = dup_place (widget);
  finding = g_strdup_printf ("%s %s", place, what);
  if (!g_ptr_array_find_with_equal_func (audit->findings, finding, g_str_equal, NULL))
    g_ptr_array_add (audit->findings, g_steal_pointer (&finding));
}

/* A dash or an ellipsis alone is thinner than a pixel: no pixel of it has its colour. */
static gboolean
has_word (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

static void
look_at (Audit     *audit,
         GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;

  add (audit, widget, g_strdup (ebb_audit_access (widget)));
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    {
      add (audit, widget, g_strdup (ebb_audit_text (GTK_LABEL (widget), audit->window)));
      if (has_word (gtk_label_get_text (GTK_LABEL (widget))))
        add (audit, widget, ebb_audit_contrast_check (audit->contrast, GTK_LABEL (widget), audit->window));
    }

  if (GTK_IS_TEXT (widget) && GTK_IS_SPIN_BUTTON (gtk_widget_get_parent (widget)))
    add (audit, widget, g_strdup (ebb_audit_number (GTK_TEXT (widget))));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    look_at (audit, child);
}

/**
 * ebb_audit:
 * @window: a window that is shown, where GTK_A11Y is "test"
 * @picture: how it is drawn
 * @width: how wide it was asked to be, application pixels
 *
 * Returns: (transfer full): what was found, a sentence each
 */
char **
ebb_audit (GtkWidget  *window,
           GdkTexture *picture,
           int         width)
{
  g_autoptr (EbbAuditContrast) contrast = ebb_audit_contrast_new (picture);
  Audit audit = { window, contrast, g_ptr_array_new_with_free_func (g_free) };

  if (gtk_widget_get_width (window) > width)
    g_ptr_array_add (audit.findings, g_strdup_printf ("The page needs %d pixels and has %d", gtk_widget_get_width (window), width));
  look_at (&audit, window);
  g_ptr_array_add (audit.findings, NULL);

  return (char **) g_ptr_array_free (audit.findings, FALSE);
}
