/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a customer asked of a device for once. It never changes. */

#include "model/ebb-exception.h"

#include <math.h>

#include "base/ebb-clock.h"

struct _EbbException
{
  GObject parent_instance;

  EbbExceptionValues values;
};

G_DEFINE_FINAL_TYPE (EbbException, ebb_exception, G_TYPE_OBJECT)

static void
ebb_exception_class_init (EbbExceptionClass *klass)
{
}

static void
ebb_exception_init (EbbException *self)
{
}

/**
 * ebb_exception_new:
 * @values: what it is
 *
 * Returns: (transfer full): an exception
 */
EbbException *
ebb_exception_new (const EbbExceptionValues *values)
{
  EbbException *self = g_object_new (EBB_TYPE_EXCEPTION, NULL);

  self->values = *values;

  return self;
}

/**
 * ebb_exception_new_none:
 *
 * Returns: (transfer full): that there is none
 */
EbbException *
ebb_exception_new_none (void)
{
  return ebb_exception_new (&(EbbExceptionValues) { EBB_EXCEPTION_NONE, EBB_TIME_UNKNOWN, EBB_TIME_UNKNOWN, NAN, EBB_TIME_UNKNOWN });
}

/**
 * ebb_exception_get_values:
 * @self: an exception
 *
 * Returns: (transfer none): what it is
 */
const EbbExceptionValues *
ebb_exception_get_values (EbbException *self)
{
  return &self->values;
}
