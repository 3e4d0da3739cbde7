"""What `dt.words` costs on a list of texts, beside scikit-learn's analyzer, in one run on one machine.

python benches/words.py [MEGABYTES]
"""

import sys

from collection import best, essays
from sklearn.feature_extraction.text import CountVectorizer

import detente as dt


def main(megabytes):
    """Print the ratio."""
    texts = list(essays(megabytes))
    size = sum(len(text.encode()) for text in texts) / 1e6
    analyzer = CountVectorizer().build_analyzer()
    theirs = best(lambda: [analyzer(text) for text in texts])
    ours = best(lambda: dt.words(texts))
    print(f"words of {size:.0f} MB in {len(texts)} texts, as lists of str")
    print(f"  scikit-learn's analyzer {size / theirs:8.1f} MB/s")
    print(f"  dt.words                {size / ours:8.1f} MB/s   {theirs / ours:.1f} x")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 20)
