"""Grades a submission with the kit that lies beside this file.

Classroom 50 runs this in the student's checkout. What it wants is ./result.json and an exit with 0
when the grading went to its end, whatever came of it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

bundle = Path(os.environ.get("CLASSROOM50_BUNDLE_DIR") or Path(__file__).parent)
checkout = Path.cwd()
result = checkout / "result.json"

with tempfile.TemporaryDirectory(prefix="overlap-") as folder:
    # The student's work is never where the kit is, and npm reads no settings of his.
    kit = Path(folder) / "kit"
    shutil.copytree(bundle / "kit", kit)
    subprocess.run(["npm", "ci", "--omit=dev", "--no-audit", "--no-fund"], cwd=kit, check=True)
    grading = ["npm", "run", "--silent", "classroom", "--", "grade-on", "classroom50"]
    command = [*grading, str(checkout), "--emit", f"classroom50={result}"]
    sys.exit(subprocess.run(command, cwd=kit, check=False).returncode)
