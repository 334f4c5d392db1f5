/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "base/ebb-trace.h"
#include "http/ebb-renewal.h"
#include "http/ebb-reply-cache.h"
#include "http/ebb-transport.h"

G_BEGIN_DECLS

/* What an exchange borrows from its transport, which the task keeps alive. */
typedef struct
{
  SoupSession        *session;
  EbbRenewal         *renewal; /* (nullable): no token is sent */
  EbbReplyCache      *cache;
  EbbTrace          **trace;   /* who looks on at the moment, if anybody */
  EbbTransportLimits  limits;
} EbbExchangeParts;

void ebb_exchange_start (GTask                  *task,
                         const EbbExchangeParts *parts,
                         GUri                   *uri,
                         const EbbRequest       *request);

G_END_DECLS
