#!/usr/bin/env python3
"""Learns vectors of words from plain news text: words that keep the same company lie near each other.

  vectors.py ../shared/corpora/news2018/articles.jsonl.gz OUT.npz

Positive pointwise mutual information of words that stand within four words of each other, cut to a hundred dimensions.
`train.py` reads the vectors; they are not shipped, only one number a word that comes out of them. Needs numpy and scipy.
"""
import collections, gzip, json, math, os, re, sys
import numpy as np
import scipy.sparse as sparse

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
WINDOW, SEEN, DIMENSIONS, ROUNDS, SMOOTH = 4, 6, 100, 5, 0.75
LETTERS = re.compile(r"[^\W\d_]+|\d+")
PREFIXES = ("وال", "فال", "بال", "كال", "ولل", "ال", "لل", "و")


def folding():
    lines = open(os.path.join(ROOT, "lexicon/ar/spelling.tsv"), encoding="utf8").read().split("\n")
    to = lines[0].split("\t").index("to")
    rows = [line.split("\t") for line in lines[1:] if line]
    return {int(row[0], 16): "".join(chr(int(part, 16)) for part in row[to].split()) for row in rows}


FOLD = folding()


def words(text):
    """The words as `confidence_model.rs` reads them: folded, without conjunction and article, numbers as one word."""
    bare = lambda word: next((word[len(p):] for p in PREFIXES if word.startswith(p) and len(word) - len(p) >= 3), word)
    return ["0" if word[0].isdigit() else bare(word) for word in LETTERS.findall(text.translate(FOLD))]


def main():
    documents = [words(f"{d['title']} . {d['text']}") for d in map(json.loads, gzip.open(sys.argv[1], "rt", encoding="utf8"))]
    counts = collections.Counter(word for document in documents for word in document)
    known = sorted((word for word, n in counts.items() if n >= SEEN), key=lambda word: (-counts[word], word))
    place = {word: i for i, word in enumerate(known)}
    apart = np.full(WINDOW, -1)
    flat = np.concatenate([np.r_[[place.get(word, -1) for word in document], apart] for document in documents if document])
    size, company = len(known), sparse.csr_matrix((len(known), len(known)), dtype=np.float64)
    for step in range(1, WINDOW + 1):
        a, b = flat[:-step].astype(int), flat[step:].astype(int)
        both = (a >= 0) & (b >= 0)
        near = sparse.coo_matrix((np.full(both.sum(), 1.0 / step), (a[both], b[both])), shape=(size, size)).tocsr()
        company = company + near + near.T
    company = company.tocoo()
    total = np.bincount(company.row, company.data, minlength=size)
    share = total ** SMOOTH / (total ** SMOOTH).sum()
    value = np.log(company.data / (total[company.row] * share[company.col]))
    keep = value > 0
    information = sparse.csr_matrix((value[keep], (company.row[keep], company.col[keep])), shape=(size, size))
    basis = np.random.default_rng(0).standard_normal((size, DIMENSIONS + 20))
    for _ in range(ROUNDS):
        basis, _ = np.linalg.qr(information @ (information.T @ basis))
    left, strength, _ = np.linalg.svd(basis.T @ information, full_matrices=False)
    vectors = (basis @ left[:, :DIMENSIONS]) * np.sqrt(strength[:DIMENSIONS])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    total = sum(counts[word] for word in known)
    rarity = np.clip([math.log(total / counts[word]) - 3 for word in known], 0.1, 6.0)
    np.savez_compressed(sys.argv[2], words=np.array(known), vectors=vectors.astype(np.float32), rarity=rarity.astype(np.float32))
    print(f"{size} words, {DIMENSIONS} dimensions")


if __name__ == "__main__":
    main()
