"""google.cloud.tasks.v2.CloudTasks over gRPC, for the unmodified client."""

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict
from time import time
from typing import Any

import grpc
from google.cloud import tasks_v2
from google.protobuf import empty_pb2
from grpc import StatusCode

from local.manifests import QueueRules
from local.tasks.faults import TaskFaults
from local.tasks.limits import (
    Refused,
    check_location,
    check_queue_name,
    check_task,
    check_task_name,
    invalid,
    seconds,
)
from local.tasks.queue import Queue
from local.tasks.store import Entry, Store

SERVICE = "google.cloud.tasks.v2.CloudTasks"
EXISTS = "Requested entity already exists"
NOT_FOUND = "Requested entity was not found."
NO_QUEUE = "Queue does not exist. If you just created it, wait at least a minute for it to initialize."
TASK = tasks_v2.Task.pb()
QUEUE = tasks_v2.Queue.pb()
STATE = tasks_v2.Queue.State
VIEW = tasks_v2.Task.View


class CloudTasks:
    """The calls we serve. A queue of the manifests exists in every project and location."""

    def __init__(
        self,
        declared: dict[str, QueueRules],
        store: Store,
        attempt: Callable[..., Any],
        faults: Callable[[], TaskFaults],
    ) -> None:
        self._declared = declared
        self._store = store
        self._attempt = attempt
        self._faults = faults
        self.queues: dict[str, Queue] = {}

    def restore(self) -> None:
        """Take up what an earlier run left."""
        for name, rules, paused in self._store.queues():
            kept = QueueRules(**json.loads(rules)) if rules else self._declared.get(name.rpartition("/")[2])
            if kept:
                self._open(name, kept).paused = paused
        for entry in self._store.tasks():
            queue = self._find(entry.queue)
            if queue:
                queue.add(entry)

    def create_task(self, request: Any) -> Any:
        now = time()
        queue = self._queue(request.parent)
        task, named = request.task, bool(request.task.name)
        if named:
            check_task_name(task.name, request.parent)
        else:
            task.name = f"{request.parent}/tasks/{secrets.randbits(63):019d}"
        check_task(task, now)
        if named and (task.name in queue.tasks or self._store.is_used(task.name, now)):
            raise Refused(StatusCode.ALREADY_EXISTS, EXISTS)
        due = max(now, seconds(task.schedule_time)) if task.HasField("schedule_time") else now
        _set(task.schedule_time, due)
        _set(task.create_time, now)
        entry = Entry(task.name, task.SerializeToString(), due, named=named)
        self._store.add(entry)
        queue.add(entry)
        return _viewed(task, request.response_view)

    def get_task(self, request: Any) -> Any:
        return _viewed(_told(self._entry(request.name)[1]), request.response_view)

    def list_tasks(self, request: Any) -> Any:
        queue = self._queue(request.parent)
        page, following = _page(sorted(queue.tasks), request)
        tasks = [_viewed(_told(queue.tasks[name]), request.response_view) for name in page]
        return tasks_v2.ListTasksResponse.pb()(tasks=tasks, next_page_token=following)

    def delete_task(self, request: Any) -> Any:
        queue, entry = self._entry(request.name)
        queue.delete(entry)
        return empty_pb2.Empty()

    def create_queue(self, request: Any) -> Any:
        check_location(request.parent)
        name = request.queue.name
        if not name.startswith(f"{request.parent}/queues/"):
            raise invalid(f"Queue.name must begin with '{request.parent}/queues/'.")
        check_queue_name(name)
        if self._find(name):
            raise Refused(StatusCode.ALREADY_EXISTS, "Queue already exists")
        rules = _rules(request.queue)
        self._store.save_queue(name, json.dumps(asdict(rules)), paused=False)
        return _described(self._open(name, rules))

    def get_queue(self, request: Any) -> Any:
        return _described(self._queue(request.name))

    def list_queues(self, request: Any) -> Any:
        check_location(request.parent)
        for queue_id in self._declared:
            self._find(f"{request.parent}/queues/{queue_id}")
        names = sorted(name for name in self.queues if name.startswith(f"{request.parent}/queues/"))
        page, following = _page(names, request)
        queues = [_described(self.queues[name]) for name in page]
        return tasks_v2.ListQueuesResponse.pb()(queues=queues, next_page_token=following)

    def purge_queue(self, request: Any) -> Any:
        queue = self._queue(request.name)
        queue.purge()
        return _described(queue)

    def pause_queue(self, request: Any) -> Any:
        return self._set_paused(request.name, True)

    def resume_queue(self, request: Any) -> Any:
        return self._set_paused(request.name, False)

    def _set_paused(self, name: str, paused: bool) -> Any:
        queue = self._queue(name)
        queue.paused = paused
        declared = name.rpartition("/")[2] in self._declared
        self._store.save_queue(name, None if declared else json.dumps(asdict(queue.rules)), paused)
        queue.pump()
        return _described(queue)

    def _entry(self, name: str) -> tuple[Queue, Entry]:
        parent = name.partition("/tasks/")[0]
        queue = self._queue(parent)
        check_task_name(name, parent)
        entry = queue.tasks.get(name)
        if entry is None:
            raise Refused(StatusCode.NOT_FOUND, NOT_FOUND)
        return queue, entry

    def _queue(self, name: str) -> Queue:
        check_queue_name(name)
        queue = self._find(name)
        if queue is None:
            raise Refused(StatusCode.NOT_FOUND, NO_QUEUE)
        return queue

    def _find(self, name: str) -> Queue | None:
        if name not in self.queues and name.rpartition("/")[2] in self._declared:
            self._open(name, self._declared[name.rpartition("/")[2]])
        return self.queues.get(name)

    def _open(self, name: str, rules: QueueRules) -> Queue:
        self.queues[name] = Queue(name, rules, self._store, self._attempt, self._faults)
        return self.queues[name]


METHODS: dict[str, tuple[Any, Callable[[CloudTasks, Any], Any]]] = {
    "CreateTask": (tasks_v2.CreateTaskRequest, CloudTasks.create_task),
    "GetTask": (tasks_v2.GetTaskRequest, CloudTasks.get_task),
    "ListTasks": (tasks_v2.ListTasksRequest, CloudTasks.list_tasks),
    "DeleteTask": (tasks_v2.DeleteTaskRequest, CloudTasks.delete_task),
    "CreateQueue": (tasks_v2.CreateQueueRequest, CloudTasks.create_queue),
    "GetQueue": (tasks_v2.GetQueueRequest, CloudTasks.get_queue),
    "ListQueues": (tasks_v2.ListQueuesRequest, CloudTasks.list_queues),
    "PurgeQueue": (tasks_v2.PurgeQueueRequest, CloudTasks.purge_queue),
    "PauseQueue": (tasks_v2.PauseQueueRequest, CloudTasks.pause_queue),
    "ResumeQueue": (tasks_v2.ResumeQueueRequest, CloudTasks.resume_queue),
}


def handlers(service: CloudTasks) -> grpc.GenericRpcHandler:
    """The service as gRPC wants it; a refusal becomes the call's status."""

    def served(call: Callable[[CloudTasks, Any], Any]) -> Callable[..., Any]:
        async def handle(request: Any, context: grpc.aio.ServicerContext) -> Any:
            try:
                return call(service, request)
            except Refused as refusal:
                return await context.abort(refusal.code, refusal.message)

        return handle

    return grpc.method_handlers_generic_handler(
        SERVICE,
        {
            name: grpc.unary_unary_rpc_method_handler(
                served(call),
                request_deserializer=kind.pb().FromString,
                response_serializer=lambda answer: answer.SerializeToString(),
            )
            for name, (kind, call) in METHODS.items()
        },
    )


def _rules(queue: Any) -> QueueRules:
    limits, retry, plain = queue.rate_limits, queue.retry_config, QueueRules()
    if limits.max_dispatches_per_second > 500 or limits.max_concurrent_dispatches > 5000:
        raise invalid("A queue has at most 500 dispatches per second and 5000 at once.")
    return QueueRules(
        per_second=limits.max_dispatches_per_second or plain.per_second,
        concurrent=limits.max_concurrent_dispatches or plain.concurrent,
        max_attempts=retry.max_attempts or plain.max_attempts,
        min_backoff_s=seconds(retry.min_backoff) or plain.min_backoff_s,
        max_backoff_s=seconds(retry.max_backoff) or plain.max_backoff_s,
        max_doublings=retry.max_doublings or plain.max_doublings,
    )


def _described(queue: Queue) -> Any:
    told = QUEUE(name=queue.name)
    told.rate_limits.max_dispatches_per_second = queue.rules.per_second
    told.rate_limits.max_concurrent_dispatches = queue.rules.concurrent
    told.retry_config.max_attempts = queue.rules.max_attempts
    told.retry_config.max_doublings = queue.rules.max_doublings
    told.retry_config.min_backoff.FromNanoseconds(int(queue.rules.min_backoff_s * 1e9))
    told.retry_config.max_backoff.FromNanoseconds(int(queue.rules.max_backoff_s * 1e9))
    state = STATE.PAUSED if queue.paused else STATE.RUNNING
    told.state = int(state)
    return told


def _told(entry: Entry) -> Any:
    task = TASK.FromString(entry.task)
    _set(task.schedule_time, entry.due)
    task.dispatch_count = entry.dispatches + entry.running
    task.response_count = entry.responses
    return task


def _viewed(task: Any, view: int) -> Any:
    if view != int(VIEW.FULL):
        task.http_request.ClearField("body")
    task.view = view or int(VIEW.BASIC)
    return task


def _page(names: list[str], request: Any) -> tuple[list[str], str]:
    size = min(request.page_size or 1000, 1000)
    rest = [name for name in names if name > request.page_token]
    return rest[:size], rest[size - 1] if len(rest) > size else ""


def _set(timestamp: Any, moment: float) -> None:
    timestamp.FromNanoseconds(int(moment * 1e9))
