"""The mean loss of a file, read by pandas and computed by NumPy.

    python3 pandas_score.py FILE GAMMA ALPHA
"""

import json
import sys


def main():
    file, gamma, alpha = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    columns = ["label", "logit"]
    try:
        import numpy_contestant
        import pandas

        if file.endswith(".parquet"):
            frame = pandas.read_parquet(file, columns=columns)
        else:
            frame = pandas.read_csv(file, usecols=columns)
    except ImportError as error:
        reason = str(error).strip().splitlines()[0]
        return print(json.dumps({"unavailable": reason}))
    labels, logits = frame["label"].to_numpy(), frame["logit"].to_numpy()
    loss, _, _ = numpy_contestant.focal_loss(labels, logits, gamma, alpha, "value")
    print(json.dumps({"mean": float(loss)}))


main()
