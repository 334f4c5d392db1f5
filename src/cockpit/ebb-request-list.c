/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbRequestList:
 *
 * What goes over the wire, the newest first: filtered by words or to what failed, and each with its headers and bodies. No secret is in
 * any of it.
 *
 * Keys: Escape or Alt+Left goes back from a request to all of them.
 */

#include "cockpit/ebb-request-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cockpit/ebb-request-row.h"
#include "cockpit/ebb-request-text.h"

struct _EbbRequestList
{
  GtkWidget parent_instance;

  EbbTrace *trace;        /* (owned) (nullable) */
  EbbScene *scene;        /* (owned) (nullable) */
  GtkFilter *filter;      /* (owned) (nullable) */
  GListModel *found;      /* (owned) (nullable) */
  EbbTraceEntry *entry_shown; /* (owned) (nullable) */

  GtkStack *pages;
  GtkEditable *entry;
  GtkToggleButton *failed_button;
  GtkWidget *clear_button;
  GtkStack *stack;
  GtkListView *list_view;
  GtkWidget *back_button;
  GtkTextView *text_view;
};

G_DEFINE_FINAL_TYPE (EbbRequestList, ebb_request_list, GTK_TYPE_WIDGET)

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  EbbRequestList *self = user_data;
  EbbTraceEntry *entry = item;
  g_autofree char *outcome = ebb_request_text_dup_outcome (entry);
  g_autofree char *text = g_strjoin (" ", outcome, ebb_trace_entry_get_method (entry), ebb_trace_entry_get_uri (entry),
                                     ebb_trace_entry_get_operation (entry), NULL);
  g_auto (GStrv) words = g_strsplit (gtk_editable_get_text (self->entry), " ", -1);

  if (gtk_toggle_button_get_active (self->failed_button) && !ebb_trace_entry_has_failed (entry))
    return FALSE;

  for (char **word = words; *word != NULL; word++)
    if (strcasestr (text, *word) == NULL)
      return FALSE;

  return TRUE;
}

static void
show_whether_any (EbbRequestList *self)
{
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (self->found) > 0 ? "requests" : "nothing");
  gtk_widget_set_sensitive (self->clear_button, g_list_model_get_n_items (G_LIST_MODEL (self->trace)) > 0);
}

static void
filter_cb (EbbRequestList *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
clear_cb (EbbRequestList *self)
{
  ebb_trace_clear (self->trace);
}

static void
append (GtkTextBuffer *buffer,
        GtkTextIter   *end,
        const char    *title,
        const char    *text)
{
  gtk_text_buffer_insert_with_tags_by_name (buffer, end, title, -1, "title", NULL);
  gtk_text_buffer_insert (buffer, end, "\n", -1);
  gtk_text_buffer_insert (buffer, end, text, -1);
}

static void
show_text (EbbRequestList *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  g_autofree char *sent = ebb_request_text_dup_sent (self->entry_shown);
  g_autofree char *answer = ebb_request_text_dup_answer (self->entry_shown);
  GtkTextIter end;

  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_get_end_iter (buffer, &end);
  append (buffer, &end, _("Request"), sent);
  gtk_text_buffer_insert (buffer, &end, "\n", -1);
  append (buffer, &end, _("Answer"), answer);
  gtk_text_buffer_get_start_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
}

static void
let_go (EbbRequestList *self)
{
  if (self->entry_shown != NULL)
    g_signal_handlers_disconnect_by_data (self->entry_shown, self);
  g_clear_object (&self->entry_shown);
}

static void
activated_cb (EbbRequestList *self,
              guint           position)
{
  let_go (self);
  self->entry_shown = g_list_model_get_item (self->found, position);
  if (self->entry_shown == NULL)
    return;

  g_signal_connect_swapped (self->entry_shown, "ended", G_CALLBACK (show_text), self);
  show_text (self);
  gtk_stack_set_visible_child_name (self->pages, "request");
  gtk_widget_grab_focus (self->back_button);
}

static void
back_cb (EbbRequestList *self)
{
  gtk_stack_set_visible_child_name (self->pages, "list");
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   user_data)
{
  EbbRequestList *self = EBB_REQUEST_LIST (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "request") != 0)
    return GDK_EVENT_PROPAGATE;

  back_cb (self);
  return GDK_EVENT_STOP;
}

static void
curl_cb (EbbRequestList *self)
{
  g_autofree char *command = ebb_request_text_dup_curl (self->entry_shown);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), command);
  gtk_widget_activate_action (GTK_WIDGET (self), "cockpit.tell", "s", _("Copied, with $TOKEN in place of the token"));
}

/* What is pending may turn out to have failed. */
static void
trace_cb (EbbRequestList *self,
          guint           position,
          guint           n_removed,
          guint           n_added)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (EbbTraceEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->trace), position + i);

      g_signal_connect_object (entry, "ended", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
    }
  show_whether_any (self);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          EbbRequestList     *self)
{
  gtk_list_item_set_child (item, ebb_request_row_new ());
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         EbbRequestList     *self)
{
  g_autoptr (GTimeZone) zone = ebb_scene_dup_time_zone (self->scene);

  ebb_request_row_set_entry (EBB_REQUEST_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item), zone);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item,
           EbbRequestList     *self)
{
  ebb_request_row_set_entry (EBB_REQUEST_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
ebb_request_list_dispose (GObject *object)
{
  EbbRequestList *self = EBB_REQUEST_LIST (object);

  let_go (self);
  if (self->trace != NULL)
    g_signal_handlers_disconnect_by_data (self->trace, self);
  if (self->found != NULL)
    g_signal_handlers_disconnect_by_data (self->found, self);
  g_clear_object (&self->trace);
  g_clear_object (&self->scene);
  g_clear_object (&self->filter);
  g_clear_object (&self->found);
  gtk_widget_dispose_template (GTK_WIDGET (self), EBB_TYPE_REQUEST_LIST);

  G_OBJECT_CLASS (ebb_request_list_parent_class)->dispose (object);
}

static void
ebb_request_list_class_init (EbbRequestListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_request_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/cockpit/ebb-request-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbRequestList, pages);
  gtk_widget_class_bind_template_child (widget_class, EbbRequestList, entry);
  gtk_widget_class_bind_template_child (widget_class, EbbRequestList, failed_button);
  gtk_widget_class_bind_template_child (widget_class, EbbRequestList, clear_button);
  gtk_widget_class_bind_template_child (widget_class, EbbRequestList, stack);
  gtk_widget_class_bind_template_child (widget_class, EbbRequestList, list_view);
  gtk_widget_class_bind_template_child (widget_class, EbbRequestList, back_button);
  gtk_widget_class_bind_template_child (widget_class, EbbRequestList, text_view);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, curl_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, key_cb, NULL);
}

static void
ebb_request_list_init (EbbRequestList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->text_view), "title", "weight", PANGO_WEIGHT_BOLD, NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list_view, factory);
}

/**
 * ebb_request_list_set_trace:
 * @self: a list
 * @trace: where requests are noted
 * @scene: in whose time
 *
 * Shows them. Once.
 */
void
ebb_request_list_set_trace (EbbRequestList *self,
                            EbbTrace       *trace,
                            EbbScene       *scene)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->trace = g_object_ref (trace);
  self->scene = g_object_ref (scene);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->found = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (trace)), g_object_ref (self->filter)));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->found)));
  gtk_list_view_set_model (self->list_view, selection);
  g_signal_connect_swapped (self->found, "items-changed", G_CALLBACK (show_whether_any), self);
  g_signal_connect_swapped (trace, "items-changed", G_CALLBACK (trace_cb), self);
  trace_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (trace)));
}
