"""What both synchronous servers do for a request: all of its task, before they answer."""

import smtplib

from given import SMTP_TIMEOUT, SMTP_URL, Counter, HttpError, assert_fits, write_mail


def send_now(store, email):
    """Sends a mail, once: 201 and the finished task, or 502 and the failed one."""
    id = store.accept("email", email)["id"]
    store.begin(id)
    try:
        _send(email)
        store.finish(id)
    except (OSError, smtplib.SMTPException) as error:
        store.fail(id, error)
    task = store.find(id)
    return task, 201 if task["status"] == "done" else 502, {"Location": f"/tasks/{id}"}


def count_now(store, length, pieces):
    """Counts a text while it comes in, so that it is stored nowhere; one that breaks off is no task."""
    assert_fits(length or 0)
    counter = Counter()
    for piece in pieces:
        counter.add(piece)
        assert_fits(counter.bytes)
    if length is not None and counter.bytes < length:
        raise HttpError(400, "the upload broke off")
    id = store.accept("file")["id"]
    store.begin(id)
    store.finish(id, counter.result())
    return store.find(id), 201, {"Location": f"/tasks/{id}"}


def refuse_to_cancel(store, id):
    raise HttpError(409, f"the task is {store.find(id)['status']}")


def _send(email):
    # Else the name of this machine is looked up.
    smtp = smtplib.SMTP(local_hostname="localhost", timeout=SMTP_TIMEOUT)
    try:
        _expect(220, *smtp.connect(SMTP_URL.hostname, SMTP_URL.port or 25))
        smtp.sendmail(*write_mail(email))
    finally:
        smtp.close()


def _expect(wanted, code, text):
    if code != wanted:
        raise smtplib.SMTPConnectError(code, text)
