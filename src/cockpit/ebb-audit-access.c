/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a widget can be reached by keyboard, and what a screen reader is told of it: its role, its name and, where it has one, its
 * value. Works where GTK keeps that to itself, with GTK_A11Y=test. */

#include "cockpit/ebb-audit-access.h"

#include <adwaita.h>

/* From then on GTK finds a name also in what a widget contains, and in its tooltip. */
#define MINOR_WITH_NAMES_FROM_CONTENT 10

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;

  return FALSE;
}

/* Whether something with words in it labels the widget. GTK labels a button by its image, which has none; who does tells no more than its
 * type, "GtkImage<0x…>". */
static gboolean
is_labelled (GtkAccessible *accessible)
{
  g_autofree char *labels = NULL;

  if (!gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return FALSE;

  labels = gtk_test_accessible_check_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY, NULL);
  return labels != NULL && !g_str_has_prefix (labels, "GtkImage<");
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *other = NULL;

  if (is_labelled (accessible))
    return TRUE;
  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    {
      /* What it has instead of nothing, if it has. */
      other = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "");
      return other != NULL;
    }

  return gtk_get_minor_version () >= MINOR_WITH_NAMES_FROM_CONTENT &&
         (has_text (widget) || gtk_widget_get_tooltip_text (widget) != NULL);
}

static gboolean
has_role (GtkWidget *widget)
{
  switch ((int) gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_WIDGET:
    case GTK_ACCESSIBLE_ROLE_GENERIC:
    case GTK_ACCESSIBLE_ROLE_NONE:
    case GTK_ACCESSIBLE_ROLE_PRESENTATION:
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
has_value (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  switch ((int) gtk_accessible_get_accessible_role (accessible))
    {
    case GTK_ACCESSIBLE_ROLE_SLIDER:
    case GTK_ACCESSIBLE_ROLE_SPIN_BUTTON:
    case GTK_ACCESSIBLE_ROLE_METER:
    case GTK_ACCESSIBLE_ROLE_PROGRESS_BAR:
      return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW);
    case GTK_ACCESSIBLE_ROLE_CHECKBOX:
    case GTK_ACCESSIBLE_ROLE_SWITCH:
    case GTK_ACCESSIBLE_ROLE_RADIO:
      return gtk_test_accessible_has_state (accessible, GTK_ACCESSIBLE_STATE_CHECKED);
    default:
      return TRUE;
    }
}

static gboolean
is_clicked (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) || GTK_IS_GESTURE_LONG_PRESS (controller) || GTK_IS_GESTURE_DRAG (controller))
        return TRUE;
    }

  return FALSE;
}

/* GTK's own widgets are taken to be right; of ours, what reacts to a click has to be reached by keys as well, itself or in it. */
static gboolean
is_for_mouse_only (GtkWidget *widget)
{
  if (!g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Ebb") || GTK_IS_WINDOW (widget) || gtk_widget_get_focusable (widget) ||
      !is_clicked (widget))
    return FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_focusable (child))
      return FALSE;

  return TRUE;
}

static gboolean
holds_focusable (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && (gtk_widget_get_focusable (child) || holds_focusable (child)))
      return TRUE;

  return FALSE;
}

/* Whether it is where keys go: a button keeps the focus from what is in it, lists and what scrolls pass it on while there is anything to
 * pass it to, and an expander row is only the frame of the row that it shows. */
static gboolean
takes_focus (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (!gtk_widget_get_focusable (widget) || !gtk_widget_get_can_focus (widget) || GTK_IS_WINDOW (widget))
    return FALSE;
  if (parent != NULL && gtk_widget_get_ancestor (parent, GTK_TYPE_BUTTON) != NULL)
    return FALSE;
  if (GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_BASE (widget) || ADW_IS_EXPANDER_ROW (widget))
    return !holds_focusable (widget);

  return TRUE;
}

/* The text in an entry is told as the entry. */
static GtkWidget *
find_told (GtkWidget *widget)
{
  GtkWidget *entry = GTK_IS_TEXT (widget) ? gtk_widget_get_parent (widget) : NULL;

  while (entry != NULL && !GTK_IS_EDITABLE (entry))
    entry = gtk_widget_get_parent (entry);

  return entry != NULL ? entry : widget;
}

/**
 * ebb_audit_access:
 * @widget: a widget that is shown
 *
 * Returns: (nullable): what is wrong for who uses a keyboard or a screen reader
 */
const char *
ebb_audit_access (GtkWidget *widget)
{
  if (is_for_mouse_only (widget))
    return "can be reached by mouse only";
  if (!takes_focus (widget))
    return NULL;

  widget = find_told (widget);
  if (!has_role (widget))
    return "can have the focus but has no role";
  if (!has_name (widget))
    return "can have the focus but has no name";
  if (!has_value (widget))
    return "has no value for a screen reader";

  return NULL;
}
