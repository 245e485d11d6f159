"""What pandas.read_html with lxml takes for the same pages: python3 bench/read_html.py FILE…"""
import json
import resource
import sys
import time

import pandas


def read(path):
    try:
        pandas.read_html(path, flavor="lxml", encoding="utf-8")
    except ValueError:
        pass  # no tables


for path in sys.argv[1:] * 3:
    read(path)
start = time.process_time()
for path in sys.argv[1:]:
    read(path)
cpu = (time.process_time() - start) * 1000
print(json.dumps({"cpu": cpu, "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
