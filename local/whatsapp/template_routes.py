"""`/{waba}/message_templates` of the Graph API: list, create, delete."""

import hashlib
import json

from aiohttp import web

from local.whatsapp.cloud import Cloud
from local.whatsapp.graph_error import invalid, missing, unknown_object
from local.whatsapp.templates import Template, as_meta_lists


def template_id(template: Template) -> str:
    digest = hashlib.sha256(f"{template.name}.{template.language}".encode()).hexdigest()
    return str(int(digest[:12], 16))


REVIEWS = ("APPROVED", "PENDING", "REJECTED")


def add_template_routes(app: web.Application, graph: web.Application, cloud: Cloud) -> None:
    def check_account(request: web.Request) -> None:
        if request.match_info["node"] != cloud.settings.business_account_id:
            raise unknown_object(request.match_info["node"])

    async def list_templates(request: web.Request) -> web.Response:
        check_account(request)
        query = request.query
        wanted = [
            template
            for template in cloud.templates.all()
            if not template.free
            and query.get("name", "") in template.name
            and query.get("language", template.language) == template.language
            and query.get("category", template.category).upper() == template.category
            and query.get("status", template.status).upper() == template.status
        ]
        start = int(query.get("after") or 0)
        limit = min(int(query.get("limit") or 25), 1000)
        page = [as_meta_lists(template, template_id(template)) for template in wanted[start : start + limit]]
        paging = {"cursors": {"before": str(start), "after": str(start + len(page))}}
        if start + limit < len(wanted):
            paging["next"] = str(request.url.update_query(after=start + limit))  # type: ignore[assignment]
        return web.json_response({"data": page, "paging": paging})

    async def create_template(request: web.Request) -> web.Response:
        check_account(request)
        try:
            body = json.loads(await request.read())
        except ValueError:
            raise invalid("Invalid parameter: the body is not JSON") from None
        template = cloud.templates.create(body, cloud.store.state("review", default="APPROVED"))
        if template.status != "PENDING":
            tell(template)
        return web.json_response(
            {"id": template_id(template), "status": template.status, "category": template.category}
        )

    def tell(template: Template) -> None:
        with cloud.store.transaction():
            cloud.webhooks.plan(
                template.name,
                "message_template_status_update",
                {
                    "event": template.status,
                    "message_template_id": int(template_id(template)),
                    "message_template_name": template.name,
                    "message_template_language": template.language,
                    "reason": template.rejected_reason,
                },
            )

    async def review(request: web.Request) -> web.Response:
        """How what is submitted from now on is judged, or, with a name, one that waits."""
        asked = await request.json()
        if asked["status"] not in REVIEWS:
            return web.json_response({"error": f"status is one of {', '.join(REVIEWS)}"}, status=400)
        if asked.get("name"):
            try:
                tell(cloud.templates.judge(asked["name"], asked["status"]))
            except KeyError:
                return web.json_response({"error": "no template of that name was submitted"}, status=404)
        else:
            cloud.store.keep_state("review", asked["status"])
        return web.json_response({"ok": True})

    async def delete_template(request: web.Request) -> web.Response:
        check_account(request)
        if not request.query.get("name"):
            raise missing("name")
        cloud.templates.delete(request.query["name"])
        return web.json_response({"success": True})

    app.router.add_put("/sandbox/whatsapp/templates/review", review)
    graph.router.add_get("/{version}/{node}/message_templates", list_templates)
    graph.router.add_post("/{version}/{node}/message_templates", create_template)
    graph.router.add_delete("/{version}/{node}/message_templates", delete_template)
