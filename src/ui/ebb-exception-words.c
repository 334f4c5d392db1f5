/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of a device for once, in words: how long it holds, and what it costs. */

#include "ui/ebb-exception-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/ebb-format.h"

/* Less than this of a currency is no difference that one would speak of. */
#define SMALLEST_COST 0.01

/* When what was started by hand ends, as far as the service says so. */
static gint64
find_end_of_run (EbbDevice *device)
{
  const EbbReason *reason = ebb_device_get_deciding_reason (device);

  return reason != NULL && reason->code == EBB_REASON_MANUAL_START ? reason->until_us : EBB_TIME_UNKNOWN;
}

static const char *const kind_words[] = {
  [EBB_EXCEPTION_RUN_NOW] = N_("Runs because you started it"),
  [EBB_EXCEPTION_PAUSE] = N_("Paused by you"),
  [EBB_EXCEPTION_ONCE] = N_("Other settings for the next departure"),
  [EBB_EXCEPTION_OTHER] = N_("An exception that this version of Ebb does not know"),
};

/**
 * ebb_exception_words_for_title:
 * @values: an exception that holds
 *
 * Returns: (transfer full): what it is
 */
char *
ebb_exception_words_for_title (const EbbExceptionValues *values)
{
  g_autofree char *level = ebb_format_percent (values->target_state_of_charge);

  if (values->kind != EBB_EXCEPTION_ONCE || isnan (values->target_state_of_charge))
    return g_strdup (_(kind_words[values->kind]));

  /* Translators: %s is a level such as "90 %". */
  return g_strdup_printf (_("To be at %s for the next departure"), level);
}

/**
 * ebb_exception_words_for_end:
 * @values: an exception
 * @device: of which device
 * @where: place and time
 *
 * Returns: (transfer full): until when it holds, and how long that is
 */
char *
ebb_exception_words_for_end (const EbbExceptionValues *values,
                             EbbDevice                *device,
                             const EbbPlaceAndTime    *where)
{
  gint64 end_us = values->kind == EBB_EXCEPTION_ONCE ? values->ready_by_us : values->until_us;
  gint64 done_us = values->kind == EBB_EXCEPTION_RUN_NOW ? find_end_of_run (device) : EBB_TIME_UNKNOWN;
  g_autofree char *end = NULL;
  g_autofree char *left = NULL;

  /* It may be done before it would have to end. */
  if (done_us != EBB_TIME_UNKNOWN && (end_us == EBB_TIME_UNKNOWN || done_us < end_us))
    end_us = done_us;
  if (end_us != EBB_TIME_UNKNOWN && end_us > where->now_us)
    {
      end = ebb_format_day_time (end_us, where->now_us, where->time_zone);
      left = ebb_format_span (end_us - where->now_us);
      /* Translators: a time such as "tomorrow 10:00", and how long that is, such as "13 h 20 min". */
      return g_strdup_printf (_("Until %1$s, in %2$s"), end, left);
    }

  return g_strdup (values->kind != EBB_EXCEPTION_PAUSE && ebb_device_kind_has_plug (ebb_device_get_values (device)->kind)
                     ? _("Until it is done or unplugged") : _("Until you end it"));
}

/**
 * ebb_exception_words_for_cost:
 * @foresight: what would be
 * @where: place and time
 *
 * Returns: (transfer full): a sentence about what that costs beside what is planned
 */
char *
ebb_exception_words_for_cost (const EbbForesight    *foresight,
                              const EbbPlaceAndTime *where)
{
  g_autofree char *cost = ebb_format_money (ebb_basis_apply (&where->basis, fabs (foresight->extra_cost)), foresight->currency);

  if (isnan (foresight->extra_cost))
    return g_strdup (_("What that would cost is not known."));
  if (fabs (foresight->extra_cost) < SMALLEST_COST)
    return g_strdup (_("It costs as much as what is planned."));

  /* Translators: an amount of money such as "4.10 kr", and "excl. VAT". */
  return g_strdup_printf (foresight->extra_cost > 0 ? _("It costs about %1$s more than what is planned, %2$s.")
                                                    : _("It costs about %1$s less than what is planned, %2$s."),
                          cost, ebb_basis_get_name (&where->basis));
}
