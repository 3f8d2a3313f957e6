"""The nodes are real: they search, survive the loss of one, and do not outlive the tests."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest
from opensearchpy import OpenSearch

from tests.conftest import missing
from tests.opensearch.nodes import Cluster, Unavailable, find_jdk, jars

pytestmark = pytest.mark.opensearch

ROOT = Path(__file__).resolve().parent.parent.parent
MAPPING = {
    "settings": {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        "analysis": {
            "filter": {
                "english": {"type": "stemmer", "language": "english"},
                "brands": {"type": "synonym_graph", "synonyms": ["norco => hydrocodone"]},
            },
            "analyzer": {
                "letters": {"tokenizer": "standard", "filter": ["lowercase", "english"]},
                "questions": {"tokenizer": "standard", "filter": ["lowercase", "brands", "english"]},
            },
        },
    },
    "mappings": {
        "properties": {
            "text": {"type": "text", "analyzer": "letters", "search_analyzer": "questions"},
            "drug": {"type": "keyword"},
        }
    },
}
LETTERS = {
    1: ("Hydrocodone is denied: no functional improvements", "hydrocodone"),
    2: ("Functional improvement with hydrocodone is documented", "hydrocodone"),
    3: ("Acupuncture of the neck", "none"),
}


@pytest.fixture(scope="module")
def client(opensearch_url):
    with OpenSearch(opensearch_url) as client:
        yield client


@pytest.fixture(scope="module")
def index(client):
    name = f"test-nodes-{uuid4().hex}"
    client.indices.create(index=name, body=MAPPING)
    for number, (text, drug) in LETTERS.items():
        client.index(index=name, id=str(number), body={"text": text, "drug": drug})
    client.indices.refresh(index=name)
    yield name
    client.indices.delete(index=name)


def found(answer) -> set[str]:
    return {hit["_id"] for hit in answer["hits"]["hits"]}


def test_a_node_answers(client):
    assert client.info()["version"]["distribution"] == "opensearch"


def test_an_index_with_analysis_takes_documents(client, index):
    answer = client.search(index=index, body={"query": {"match_phrase": {"text": "functional improving"}}})
    assert found(answer) == {"1", "2"}
    answer = client.search(index=index, body={"query": {"match": {"text": "Norco"}}})
    assert found(answer) == {"1", "2"}


def test_more_like_this_finds_what_shares_words(client, index):
    like = {"_index": index, "_id": "1"}
    query = {"fields": ["text"], "like": [like], "min_term_freq": 1, "min_doc_freq": 1}
    assert found(client.search(index=index, body={"query": {"more_like_this": query}})) == {"2"}


@pytest.mark.parametrize("highlighter", ["unified", "plain"])
def test_a_highlighter_marks_the_words_found(client, index, highlighter):
    highlight = {"fields": {"text": {"type": highlighter}}}
    answer = client.search(
        index=index, body={"query": {"match": {"text": "acupunctures"}}, "highlight": highlight}
    )
    assert answer["hits"]["hits"][0]["highlight"] == {"text": ["<em>Acupuncture</em> of the neck"]}


def test_a_terms_aggregation_counts(client, index):
    answer = client.search(
        index=index, body={"size": 0, "aggs": {"drugs": {"terms": {"field": "drug", "size": 10}}}}
    )
    counts = {bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"]["drugs"]["buckets"]}
    assert counts == {"hydrocodone": 2, "none": 1}


def test_a_cluster_survives_the_loss_of_its_manager(three_nodes: Cluster):
    with OpenSearch(three_nodes.urls) as client:
        client.indices.create(
            index="kept", body={"settings": {"number_of_shards": 2, "number_of_replicas": 1}}
        )
        three_nodes.wait()
        for number in range(20):
            client.index(index="kept", id=str(number), body={"number": number})
        client.indices.refresh(index="kept")
        manager = client.cat.cluster_manager(format="json")[0]["node"]

    lost = int(manager.removeprefix("node-")) - 1
    three_nodes.kill(lost)
    three_nodes.wait("yellow")
    survivor = three_nodes.urls[(lost + 1) % 3]
    with OpenSearch(survivor) as client:
        assert client.count(index="kept")["count"] == 20

    three_nodes.restart(lost)
    three_nodes.wait()
    with OpenSearch(three_nodes.urls[lost]) as client:
        assert client.count(index="kept")["count"] == 20


def test_nodes_end_with_a_killed_starter(tmp_path):
    try:
        jars(find_jdk())
    except Unavailable as lacking:
        missing(f"opensearch: {lacking}")
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "tests.opensearch.nodes", "1"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as starter:
        pid = int(starter.stdout.readline().split()[-1])
        os.kill(pid, 0)
        starter.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not Path(f"/proc/{pid}").exists()
