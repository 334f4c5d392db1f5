/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What needs a person, in words, and the one button that mends it. The buttons' actions are those of the window. */

#include "ui/ebb-attention-fix.h"

#include <glib/gi18n.h>

#include "base/ebb-link.h"
#include "ui/ebb-cut.h"
#include "ui/ebb-sentence.h"

/**
 * ebb_attention_fix_dup_title:
 * @item: what needs a person
 *
 * Returns: (transfer full): a few words
 */
char *
ebb_attention_fix_dup_title (EbbAttentionItem *item)
{
  EbbDevice *device = ebb_attention_item_get_device (item);
  EbbDevice *other = ebb_attention_item_get_other (item);
  EbbDeviceKind kind = ebb_device_get_values (device)->kind;

  if (other == NULL)
    return g_strdup (ebb_sentence_attention_title (ebb_attention_item_get_code (item)));

  if (kind == EBB_DEVICE_HEAT_PUMP || kind == EBB_DEVICE_THERMOSTAT)
    /* Translators: the names of a heat pump and of a thermostat. */
    return g_strdup_printf (_("%1$s and %2$s both control the heating"), ebb_device_get_name (device), ebb_device_get_name (other));

  /* Translators: the names of a car and of a charger. */
  return g_strdup_printf (_("%1$s and %2$s both control the charging"), ebb_device_get_name (device), ebb_device_get_name (other));
}

/**
 * ebb_attention_fix_dup_advice:
 * @item: what needs a person
 *
 * Returns: (transfer full): what it means and what to do
 */
char *
ebb_attention_fix_dup_advice (EbbAttentionItem *item)
{
  if (ebb_attention_item_get_other (item) != NULL)
    return g_strdup (_("Let one of them decide, or they will work against each other."));
  if (ebb_attention_item_get_code (item) == EBB_ATTENTION_DEADLINE_UNREACHABLE &&
      ebb_device_has_reason (ebb_attention_item_get_device (item), EBB_REASON_PRICE_ABOVE_LIMIT))
    return g_strdup (_("Your price limit leaves too little time to reach the level that you set."));

  return g_strdup (ebb_sentence_attention_advice (ebb_attention_item_get_code (item)));
}

/**
 * ebb_attention_fix_dup_key:
 * @item: what needs a person
 *
 * Returns: (transfer full): what is another when the button or its words have to be others
 */
char *
ebb_attention_fix_dup_key (EbbAttentionItem *item)
{
  EbbDevice *other = ebb_attention_item_get_other (item);
  const char *url = ebb_attention_item_get_url (item);

  return g_strjoin ("\n", ebb_device_get_name (ebb_attention_item_get_device (item)), other != NULL ? ebb_device_get_id (other) : "",
                    other != NULL ? ebb_device_get_name (other) : "", url != NULL ? url : "", NULL);
}

static GtkWidget *
new_button (const char *label,
            const char *action_name,
            GVariant   *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  ebb_cut_wrap_button (button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);

  return button;
}

static void
append_choice (GMenu     *menu,
               EbbDevice *decides,
               EbbDevice *other)
{
  /* Translators: the name of a device. */
  g_autofree char *label = g_strdup_printf (_("Let %s decide"), ebb_device_get_name (decides));
  g_autoptr (GMenuItem) choice = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (choice, "win.switch-off-device", "s", ebb_device_get_id (other));
  g_menu_append_item (menu, choice);
}

static GtkWidget *
new_choice (EbbDevice *device,
            EbbDevice *other)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  append_choice (menu, device, other);
  append_choice (menu, other, device);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("_Choose"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  ebb_cut_wrap_button (button);

  return button;
}

static GtkWidget *
new_fix (EbbAttentionItem *item)
{
  EbbDevice *device = ebb_attention_item_get_device (item);
  EbbDevice *other = ebb_attention_item_get_other (item);
  const char *url = ebb_attention_item_get_url (item);
  const char *id = ebb_device_get_id (device);

  switch (ebb_attention_item_get_code (item))
    {
    case EBB_ATTENTION_REAUTHORIZATION_REQUIRED:
      return new_button (_("_Sign in again"), "win.sign-in-device", g_variant_new_string (id));
    case EBB_ATTENTION_DEADLINE_UNREACHABLE:
      return new_button (_("_Run now…"), "win.run-device", g_variant_new_string (id));
    case EBB_ATTENTION_DOUBLE_CONTROL:
      if (other != NULL)
        return new_choice (device, other);
      break;
    default:
      break;
    }
  if (ebb_link_is_for_browser (url))
    return new_button (_("_Open maker’s page"), "win.open-link", g_variant_new_string (url));

  return new_button (_("_Check again"), "win.refresh", NULL);
}

/**
 * ebb_attention_fix_new_button:
 * @item: what needs a person
 *
 * Returns: (transfer floating): what mends it, or what says whether it is mended
 */
GtkWidget *
ebb_attention_fix_new_button (EbbAttentionItem *item)
{
  GtkWidget *button = new_fix (item);
  g_autofree char *title = ebb_attention_fix_dup_title (item);
  g_autofree char *about = g_strdup_printf ("%s: %s", ebb_device_get_name (ebb_attention_item_get_device (item)), title);

  /* There may be many that say the same. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, about, -1);

  return button;
}
