# SPDX-License-Identifier: GPL-3.0-or-later
"""check_api.py EBB SANDBOX: whether a service answers as Ebb expects, for a retailer with its first token."""
import json
import re
import signal
import subprocess
import sys

from harness import PATIENCE, Sandbox, main, wait_until

EBB, SANDBOX = sys.argv[1:3]


def check(sandbox, token, *options):
    return subprocess.run([EBB, "--check-api", "--token-from-stdin", "--environment", sandbox.uri, *options], input=token,
                          capture_output=True, text=True, timeout=PATIENCE * 3)


def fetch(sandbox, token, path):
    return sandbox.fetch(f"v1/customer/{path}", token=token)


def state_of(sandbox, token, device):
    """What a person set: the name, and the settings without the time of their last change."""
    settings = None
    if "spo" in device["capabilities"]:
        settings = fetch(sandbox, token, f"devices/{device['device_id']}/spo")
        del settings["updated_at"]
    return fetch(sandbox, token, f"devices/{device['device_id']}")["custom_device_name"], settings


def differing(one, other):
    return {key for key in one if one[key] != other[key]}


def fault(sandbox, operation, add=False, **members):
    old = fault.list if add else []
    fault.list = [*old, {"operation": operation, **members}]
    sandbox.fetch("_sandbox/faults", "PUT", {"faults": fault.list})


def steps(story):
    sandbox = Sandbox(SANDBOX, "--seed", "1")
    story.programs.append(sandbox)
    good = sandbox.mint_token()

    with story.step("a service that answers as expected"):
        told = check(sandbox, good)
        assert told.returncode == 0 and not told.stderr, told
        assert re.search(r"^GET facilities +200 +\d+ ms +\d+ B  read$", told.stdout, re.MULTILINE), told.stdout
        assert "11 operations, 10 read, 1 answered, 0 not offered, 0 not as expected, 0 failed" in told.stdout, told.stdout
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
        assert re.search(r"GET devices/\{deviceId\}/spo +200 .*not as expected: \S+: expected", told.stdout), told.stdout

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

    with story.step("a new name and a setting are tried on a device of every kind, and put back"):
        sandbox.fetch("_sandbox/scenario", "PUT", {"name": "home"})
        devices = [device for facility in fetch(sandbox, good, "facilities")["facilities"]
                   for device in fetch(sandbox, good, f"facilities/{facility['facility_id']}/devices")["devices"]]
        kinds = {device["device_type"]: device for device in devices}
        assert len(kinds) > 3, kinds
        for device in kinds.values():
            before = state_of(sandbox, good, device)
            told = check(sandbox, good, "--write", device["device_id"])
            assert told.returncode == 0 and "tried on" in told.stderr, told
            assert re.search(r"^PATCH devices/\{deviceId\}, another name +200 .*B  written$", told.stdout, re.MULTILINE), told.stdout
            assert re.search(r"^PATCH devices/\{deviceId\}, put back +200 .*B  written$", told.stdout, re.MULTILINE), told.stdout
            outcome = "PUT devices/{deviceId}/spo, one step" if before[1] else "GET devices/{deviceId}/spo, before"
            assert re.search(f"^{re.escape(outcome)} +{'200 .*written' if before[1] else '404 .*not offered'}", told.stdout,
                             re.MULTILINE), told.stdout
            assert state_of(sandbox, good, device) == before

    with story.step("an older version is refused, as it should be, and nobody is named"):
        car = next(device for device in devices if device["device_type"] == "electric_vehicle" and device["custom_device_name"])
        name = car["custom_device_name"]
        told = check(sandbox, good, "--write", name.upper(), "--json")
        done = {(item["operation"], item["purpose"]): item for item in json.loads(told.stdout)["operations"]}
        assert done["PUT devices/{deviceId}/spo", "an older version"]["verdict"] == "refused", told.stdout
        assert done["PUT devices/{deviceId}/spo", "put back"]["verdict"] == "written", told.stdout
        assert name not in told.stdout and car["device_id"] not in told.stdout, told.stdout

    with story.step("the trial can be seen while it is there"):
        fault(sandbox, "PATCH devices/{deviceId}", delay_ms=1000, after=1)
        fault(sandbox, "PUT devices/{deviceId}/spo", delay_ms=1000, after=1, add=True)
        before = state_of(sandbox, good, car)
        command = [EBB, "--check-api", "--token-from-stdin", "--environment", sandbox.uri, "--write", name]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
            program.stdin.write(good)
            program.stdin.close()
            wait_until(lambda: state_of(sandbox, good, car)[0] == "Ebb --check-api", "another name")
            wait_until(lambda: state_of(sandbox, good, car)[0] == name, "the name back")
            wait_until(lambda: differing(before[1], state_of(sandbox, good, car)[1]) == {"target_state_of_charge"}
                       or differing(before[1], state_of(sandbox, good, car)[1]) == {"minimum_state_of_charge"}, "one setting changed")
            assert program.wait(PATIENCE) == 0, program.stderr.read()
        assert state_of(sandbox, good, car) == before

    with story.step("interrupted, it puts back first"):
        fault(sandbox, "PATCH devices/{deviceId}", delay_ms=1000, after=1)
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
            program.stdin.write(good)
            program.stdin.close()
            wait_until(lambda: state_of(sandbox, good, car)[0] == "Ebb --check-api", "another name")
            program.send_signal(signal.SIGHUP)
            wait_until(lambda: state_of(sandbox, good, car)[0] == name, "the name back")
            assert program.wait(PATIENCE) == 1
            assert "put back first" in program.stderr.read()
            assert "one step" not in program.stdout.read()
        assert state_of(sandbox, good, car) == before

    with story.step("what cannot be put back is said, with how it was"):
        fault(sandbox, "PATCH devices/{deviceId}", status=500, after=1)
        fault(sandbox, "PUT devices/{deviceId}/spo", status=500, after=2, add=True)
        told = check(sandbox, good, "--write", name)
        assert told.returncode == 1 and f"it was “{name}”" in told.stderr and "state_of_charge” was 0." in told.stderr, told
        assert re.search(r"GET devices/\{deviceId\}, as before\? +200 .*not as expected: the name is another", told.stdout), told.stdout
        sandbox.fetch("_sandbox/faults", "DELETE")
        sandbox.fetch("_sandbox/scenario", "PUT", {"name": "home"})

    with story.step("an answer that got lost does not leave a trial behind"):
        fault(sandbox, "PATCH devices/{deviceId}", status=200, body="truncated", times=1)
        fault(sandbox, "PUT devices/{deviceId}/spo", status=200, body="truncated", times=1, add=True)
        before = state_of(sandbox, good, car)
        told = check(sandbox, good, "--write", name)
        assert told.returncode == 1 and "could not" not in told.stderr, told
        assert state_of(sandbox, good, car) == before

    with story.step("nor does one after which nothing can be read, or that is put back only the second time"):
        for again in ({"after": 2}, {"after": 1}):
            fault(sandbox, "PATCH devices/{deviceId}", status=200, body="truncated", times=1)
            fault(sandbox, "GET devices/{deviceId}", status=500, times=1, add=True, **again)
            fault(sandbox, "PUT devices/{deviceId}/spo", status=200, body="truncated", times=1, add=True)
            fault(sandbox, "GET devices/{deviceId}/spo", status=500, times=1, add=True, **again)
            told = check(sandbox, good, "--write", name)
            assert told.returncode == 1 and "could not" not in told.stderr, told
            assert state_of(sandbox, good, car) == before
        fault(sandbox, "PATCH devices/{deviceId}", status=503, after=1, times=1)
        fault(sandbox, "PUT devices/{deviceId}/spo", status=500, after=2, times=1, add=True)
        told = check(sandbox, good, "--write", name)
        assert told.returncode == 1 and "could not" not in told.stderr, told
        assert state_of(sandbox, good, car) == before

    with story.step("a device that is not there is one sentence, with those that are"):
        sandbox.fetch("_sandbox/faults", "DELETE")
        told = check(sandbox, good, "--write", "Toaster")
        assert told.returncode == 2 and not told.stdout and told.stderr.count("\n") == 1 and name in told.stderr, told
        told = subprocess.run([EBB, "--demo", "--write", "Toaster"], capture_output=True, text=True, timeout=PATIENCE)
        assert told.returncode == 2 and "go with --check-api" in told.stderr, told


main("check-api", steps)
