"""Tells Homeward that a child is missing: python3 send_notification.py INCIDENT.json, with the queue in NOTIFICATIONS_QUEUE_URL."""

import json
import os
import sys

import boto3
from botocore.config import Config


def missing_reported(incident, source, authority):
    """The same incident in the same revision is the same message, however often it is sent."""
    facts = dict(incident)
    reference = facts.pop("reference")
    revision = facts.pop("revision")
    recorded_at = facts.pop("recordedAt")
    person = facts.pop("person")
    return {
        "specversion": "1.0",
        "id": f"{reference}-{revision}",
        "source": source,
        "type": "missing.reported",
        "time": recorded_at,
        "subject": reference,
        "datacontenttype": "application/json",
        "data": {"authority": authority, "person": {"kind": "child", **person}, "category": "missing", **facts},
    }


def send(message, queue):
    """Answers the queue's own number for the message. Raises where it is not certain that the queue has it: then send it again."""
    body = json.dumps(message, ensure_ascii=False)
    if len(body.encode("utf-8")) > 256 * 1024:
        raise ValueError("The queue takes no message over 256 KiB")
    sqs = boto3.client("sqs", config=Config(retries={"max_attempts": 5, "mode": "standard"}))
    return sqs.send_message(QueueUrl=queue, MessageBody=body)["MessageId"]


def main():
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            incident = json.load(file)
        message = missing_reported(incident, os.environ["NOTIFICATION_SOURCE"], os.environ["NOTIFICATION_AUTHORITY"])
        print(send(message, os.environ["NOTIFICATIONS_QUEUE_URL"]))
        return 0
    except Exception as error:  # Whoever runs this must notice: the child has not been reported yet.
        print(f"NOT SENT: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
