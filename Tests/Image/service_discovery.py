"""Teaches moto the two types of AWS::ServiceDiscovery that its CloudFormation does not know.

Each makes the real thing in moto's own model of the service, so that a missing property or a dangling reference fails.
"""

from moto.core.common_models import CloudFormationModel
from moto.servicediscovery.models import servicediscovery_backends


# moto files a model under the service that its module is named after.
MODULE = "moto.servicediscovery"


class Resource:
    """What both have in common: an id of the real thing, which `Ref` gives, and its ARN."""

    attributes = ("Id", "Arn")

    def __init__(self, physical_resource_id, arn):
        self.physical_resource_id = physical_resource_id
        self.arn = arn

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr in cls.attributes

    def get_cfn_attribute(self, attribute_name):
        return {"Id": self.physical_resource_id, "Arn": self.arn}[attribute_name]

    def is_created(self):
        return True

    @classmethod
    def update_from_cloudformation_json(cls, *_):
        raise NotImplementedError

    @classmethod
    def delete_from_cloudformation_json(cls, *_):
        raise NotImplementedError


class PrivateDnsNamespace(Resource, CloudFormationModel):
    __module__ = MODULE

    @staticmethod
    def cloudformation_type():
        return "AWS::ServiceDiscovery::PrivateDnsNamespace"

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name, cloudformation_json, account_id, region_name, **kwargs
    ):
        properties = cloudformation_json["Properties"]
        backend = servicediscovery_backends[account_id][region_name]
        backend.create_private_dns_namespace(
            name=properties["Name"],
            creator_request_id=resource_name,
            description="",
            vpc=properties["Vpc"],
            tags=[],
            properties={},
        )
        made = next(one for one in backend.list_namespaces() if one.name == properties["Name"])
        return cls(made.id, made.arn)


class Service(Resource, CloudFormationModel):
    __module__ = MODULE

    @staticmethod
    def cloudformation_type():
        return "AWS::ServiceDiscovery::Service"

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name, cloudformation_json, account_id, region_name, **kwargs
    ):
        properties = cloudformation_json["Properties"]
        backend = servicediscovery_backends[account_id][region_name]
        made = backend.create_service(
            name=properties["Name"],
            namespace_id=properties["DnsConfig"]["NamespaceId"],
            creator_request_id=resource_name,
            description="",
            dns_config=properties["DnsConfig"],
            health_check_config={},
            health_check_custom_config=properties["HealthCheckCustomConfig"],
            tags=[],
            service_type="DNS",
        )
        return cls(made.id, made.arn)
