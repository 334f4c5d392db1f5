# SPDX-License-Identifier: GPL-3.0-or-later
"""check_api.py EBB SANDBOX: whether a service answers as Ebb expects, for a retailer with its first token."""
import json
import re
import subprocess
import sys

from harness import PATIENCE, Sandbox, main

EBB, SANDBOX = sys.argv[1:3]


def check(sandbox, token, *options):
    return subprocess.run([EBB, "--check-api", "--token-from-stdin", "--environment", sandbox.uri, *options], input=token,
                          capture_output=True, text=True, timeout=PATIENCE * 3)


def steps(story):
    sandbox = Sandbox(SANDBOX, "--seed", "1")
    story.programs.append(sandbox)
    good = sandbox.mint_token()

    with story.step("a service that answers as expected"):
        told = check(sandbox, good)
        assert told.returncode == 0 and not told.stderr, told
        assert re.search(r"^GET facilities +200 +\d+ ms +\d+ B  read$", told.stdout, re.MULTILINE), told.stdout
        assert "11 operations, 6 read, 5 answered, 0 not offered, 0 unreadable, 0 failed" in told.stdout, told.stdout
        assert "not there" not in told.stdout and "not known" not in told.stdout, told.stdout

    with story.step("it says nothing that is the customer's"):
        assert good.split(".")[2] not in told.stdout
        assert not re.search(r"eyJ|[0-9a-f]{8}-[0-9a-f]{4}|The family car", told.stdout), told.stdout

    with story.step("members that are not known are named, and are no failure"):
        sandbox.fetch("_sandbox/scenario", "PUT", {"name": "extra-fields"})
        told = check(sandbox, good)
        assert told.returncode == 0, told
        assert "there and not known: facilities[].address.a_member_from_the_future" in told.stdout, told.stdout

    with story.step("what the retailer does not offer is no failure"):
        sandbox.fetch("_sandbox/scenario", "PUT", {"name": "404-one-feature"})
        told = check(sandbox, good, "--json")
        assert told.returncode == 0, told
        found = {item["operation"]: item for item in json.loads(told.stdout)["operations"]}
        assert found["GET devices/{deviceId}/report"]["verdict"] == "not_offered"
        assert found["GET devices/{deviceId}/report"]["status"] == 404
        assert found["GET devices/{deviceId}/spo"]["verdict"] == "read"

    with story.step("a field of another type is named"):
        sandbox.fetch("_sandbox/faults", "PUT", {"faults": [{"operation": "GET devices/{deviceId}/spo", "body": "wrong-type"}]})
        told = check(sandbox, good)
        assert told.returncode == 1, told
        assert re.search(r"GET devices/\{deviceId\}/spo +200 .*cannot be read: \S+: expected", told.stdout), told.stdout

    with story.step("where nothing can be asked, it says why"):
        foreign = sandbox.mint_token("--wrong-key")
        expired = sandbox.mint_token("--expires-in", "-100")
        sandbox.fetch("_sandbox/faults", "DELETE")
        for token, word in ((expired, "expired"), (foreign, "token_wrong_key"), ("", "token"), ("hello", "not a token")):
            told = check(sandbox, token)
            assert told.returncode == 2 and word in told.stdout + told.stderr, told

    with story.step("nobody is signed in"):
        told = subprocess.run([EBB, "--check-api"], capture_output=True, text=True, timeout=PATIENCE)
        assert told.returncode == 2 and told.stderr.count("\n") == 1 and "Nobody is signed in" in told.stderr, told


main("check-api", steps)
