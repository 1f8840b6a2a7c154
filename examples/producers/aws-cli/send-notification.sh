#!/bin/sh
# Tells Homeward what a file says: send-notification.sh MESSAGE.json, with the queue in NOTIFICATIONS_QUEUE_URL.
# The file is one whole message as docs/message-guide.md describes it. To send the same file again is harmless.
set -eu

if [ $# -ne 1 ] || [ ! -r "$1" ]; then
  echo "NOT SENT: give one file that can be read" >&2
  exit 2
fi
if [ -z "${NOTIFICATIONS_QUEUE_URL:-}" ]; then
  echo "NOT SENT: NOTIFICATIONS_QUEUE_URL is not set" >&2
  exit 2
fi
# Version 1 of the AWS CLI does not heed AWS_ENDPOINT_URL for queues; it is set on one machine alone.
if ! AWS_MAX_ATTEMPTS=5 AWS_RETRY_MODE=standard aws sqs send-message \
  ${AWS_ENDPOINT_URL:+--endpoint-url "$AWS_ENDPOINT_URL"} \
  --queue-url "$NOTIFICATIONS_QUEUE_URL" \
  --message-body "file://$1" \
  --query MessageId --output text; then
  # Whoever runs this must notice: the child has not been reported yet.
  echo "NOT SENT: $1" >&2
  exit 1
fi
