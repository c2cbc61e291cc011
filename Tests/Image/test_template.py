"""The CloudFormation template: what its linter finds, what it does not, and a stack made of it."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TEMPLATE = os.path.join(ROOT, "deploy", "cloudformation.yaml")
WALKTHROUGH = os.path.join(ROOT, "..", "shared", "walkthrough-mailhog-on-ecs.md")


def walkthrough():
    """The template as the walkthrough prints it."""
    with open(WALKTHROUGH, encoding="utf-8") as file:
        return file.read().split("```yaml\n", 1)[1].split("```", 1)[0]


def load(path):
    """The template as the linter reads it, its short forms written out."""
    from cfnlint.decode import cfn_yaml

    return cfn_yaml.load(path)


class TemplateTest(unittest.TestCase):
    def setUp(self):
        self.template = load(TEMPLATE)
        self.resources = self.template["Resources"]

    def of_type(self, kind):
        found = {name: one["Properties"] for name, one in self.resources.items() if one["Type"] == kind}
        self.assertTrue(found, kind)
        return found

    def test_the_linter_finds_nothing(self):
        places = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", os.defpath)
        linter = shutil.which("cfn-lint", path=places)
        self.assertTrue(linter, "cfn-lint is missing")
        command = [linter, "--include-checks", "I", "--template", TEMPLATE]
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)

    def test_every_discovered_service_is_one_that_ecs_can_report_for(self):
        for name, service in self.of_type("AWS::ServiceDiscovery::Service").items():
            self.assertEqual(service["HealthCheckCustomConfig"], {"FailureThreshold": 1}, name)

    def test_every_task_can_run_on_fargate_and_log(self):
        for name, task in self.of_type("AWS::ECS::TaskDefinition").items():
            self.assertEqual(task["RequiresCompatibilities"], ["FARGATE"], name)
            self.assertEqual(task["NetworkMode"], "awsvpc", name)
            self.assertIn("ExecutionRoleArn", task, name)
            self.assertEqual((str(task["Cpu"]), str(task["Memory"])), ("256", "512"), name)
            for container in task["ContainerDefinitions"]:
                options = container["LogConfiguration"]["Options"]
                self.assertEqual(
                    sorted(options), ["awslogs-group", "awslogs-region", "awslogs-stream-prefix"], name
                )
                self.assertIn("HealthCheck", container, name)
                self.assertTrue(container["PortMappings"], name)

    def test_hoglet_has_nothing_that_it_does_not_need(self):
        container = self.of_type("AWS::ECS::TaskDefinition")["MailTaskDefinition"]["ContainerDefinitions"][0]
        self.assertTrue(container["ReadonlyRootFilesystem"])
        self.assertEqual(container["LinuxParameters"]["Capabilities"], {"Drop": ["ALL"]})
        # Liveness: that its database hiccups must not have every task replaced.
        self.assertEqual(container["HealthCheck"]["Command"], ["CMD", "hoglet", "health"])
        self.assertGreater(container["StopTimeout"], 10)

    def test_two_databases_never_share_the_name(self):
        deployment = self.of_type("AWS::ECS::Service")["MongoService"]["DeploymentConfiguration"]
        self.assertEqual(deployment, {"MinimumHealthyPercent": 0, "MaximumPercent": 100})

    def test_the_image_has_no_default(self):
        self.assertNotIn("Default", self.template["Parameters"]["Image"])

    @unittest.skipUnless(os.path.exists(WALKTHROUGH), "the walkthrough lies beside the repository")
    def test_everything_in_the_walkthrough_is_still_there_by_name(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write(walkthrough())
            file.flush()
            original = load(file.name)
        for section in ["Parameters", "Resources"]:
            for name, value in original[section].items():
                self.assertEqual(self.template[section][name]["Type"], value["Type"], name)
        for name in ["MailService", "MongoService"]:
            old, new = original["Resources"][name]["Properties"], self.resources[name]["Properties"]
            for key in ["LaunchType", "ServiceName", "ServiceRegistries", "TaskDefinition", "Cluster"]:
                self.assertEqual(new[key], old[key], f"{name} {key}")
        self.assertEqual(self.template["Parameters"]["MailCount"]["Default"], 4)
        self.assertEqual(self.template["Parameters"]["Namespace"]["Default"], "mail.acme")


class StackTest(unittest.TestCase):
    """The stack in moto, which plays AWS in this process."""

    def setUp(self):
        from moto import mock_aws

        for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]:
            os.environ[name] = "testing"
        os.environ["AWS_DEFAULT_REGION"] = "eu-west-1"
        import service_discovery  # registers what moto lacks

        self.aws = mock_aws()
        self.aws.start()
        self.addCleanup(self.aws.stop)

    def make_stack(self, **parameters):
        """The stack of our template."""
        with open(TEMPLATE, encoding="utf-8") as file:
            return self.make_stack_of(file.read(), Image="hoglet:1", **parameters)

    def make_stack_of(self, template, **parameters):
        import boto3

        ec2 = boto3.client("ec2")
        network = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        subnet = ec2.create_subnet(VpcId=network, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
        group = ec2.create_security_group(GroupName="source", Description="source", VpcId=network)["GroupId"]
        given = {
            "SourceSecurityGroup": group,
            "Subnets": subnet,
            "VPC": network,
            **parameters,
        }
        cloudformation = boto3.client("cloudformation")
        cloudformation.create_stack(
            StackName="pda-mailhog",
            TemplateBody=template,
            Capabilities=["CAPABILITY_IAM"],
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in given.items()],
        )
        stack = cloudformation.describe_stacks(StackName="pda-mailhog")["Stacks"][0]
        self.assertEqual(stack["StackStatus"], "CREATE_COMPLETE")
        return boto3.client("ecs"), {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}

    def container_of(self, ecs, family):
        task = ecs.describe_task_definition(taskDefinition=family)["taskDefinition"]
        return task["containerDefinitions"][0]

    def test_it_comes_up_with_a_database_of_its_own(self):
        ecs, outputs = self.make_stack()
        services = ecs.describe_services(cluster="pda-mailhog", services=["mailhog-mail", "mailhog-mongo"])
        counts = {one["serviceName"]: one["desiredCount"] for one in services["services"]}
        self.assertEqual(counts, {"mailhog-mail": 4, "mailhog-mongo": 1})
        container = self.container_of(ecs, "pda-mailhog")
        self.assertEqual(container["image"], "hoglet:1")
        self.assertEqual(
            {one["name"]: one["value"] for one in container["environment"]},
            {"MH_STORAGE": "mongodb", "MH_MONGO_URI": "mongo.mail.acme:27017"},
        )
        self.assertEqual([port["containerPort"] for port in container["portMappings"]], [1025, 8025])
        self.assertEqual(outputs["WebAddress"], "http://smtp.mail.acme:8025/")
        self.assertTrue(outputs["MongoSecurityGroup"].startswith("sg-"))

    def test_it_comes_up_with_a_database_that_is_there_already(self):
        secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:mongo-uri-AbCdEf"
        ecs, outputs = self.make_stack(MongoUriSecret=secret)
        services = ecs.list_services(cluster="pda-mailhog")["serviceArns"]
        self.assertEqual(len(services), 1, services)
        container = self.container_of(ecs, "pda-mailhog")
        self.assertEqual(container["secrets"], [{"name": "MH_MONGO_URI", "valueFrom": secret}])
        # moto leaves a gap where AWS::NoValue was.
        self.assertEqual([one["name"] for one in container["environment"] if one], ["MH_STORAGE"])
        self.assertNotIn("MongoSecurityGroup", outputs)

    def test_it_comes_up_with_a_volume(self):
        ecs, _ = self.make_stack(MongoFileSystem="fs-0123456789abcdef0")
        task = ecs.describe_task_definition(taskDefinition="pda-mailhog-mongo")["taskDefinition"]
        volume, mount = task["volumes"][0], task["containerDefinitions"][0]["mountPoints"][0]
        self.assertEqual(mount["containerPath"], "/data/db")
        self.assertEqual(mount["sourceVolume"], volume["name"])

    @unittest.skipUnless(os.path.exists(WALKTHROUGH), "the walkthrough lies beside the repository")
    def test_the_template_of_the_walkthrough_comes_up_with_another_image(self):
        ecs, _ = self.make_stack_of(walkthrough().replace("mailhog/mailhog:latest", "hoglet:1"))
        theirs = self.container_of(ecs, "pda-mailhog")
        self.assertEqual(theirs["image"], "hoglet:1")
        self.assertEqual(
            {one["name"]: one["value"] for one in theirs["environment"]},
            {"MH_STORAGE": "mongodb", "MH_MONGO_URI": "mongo.mail.acme:27017"},
        )


if __name__ == "__main__":
    unittest.main()
