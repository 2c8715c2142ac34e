using System.Text.Json;

namespace FilmRec.Tests.Contract;

public sealed class ApiDocumentTests(ContractWorld world) : IClassFixture<ContractWorld>
{
    private IEnumerable<(string Name, JsonElement Operation)> Operations
        => JsonDocument.Parse(world.Document).RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => ($"{operation.Name} {path.Name}", operation.Value)));

    [Fact]
    public void Every_operation_is_named_once_and_described()
    {
        var operations = Operations.ToList();
        var wordless = new List<string>();

        operations.Count.ShouldBeGreaterThan(30);
        operations.Select(o => o.Operation.GetProperty("operationId").GetString()).ShouldBeUnique();
        foreach (var (name, operation) in operations)
        {
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrWhiteSpace(name);
            operation.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace(name);
            operation.GetProperty("tags").GetArrayLength().ShouldBe(1, name);
            foreach (var parameter in Parameters(operation))
            {
                if (!parameter.TryGetProperty("description", out var words) || string.IsNullOrWhiteSpace(words.GetString()))
                {
                    wordless.Add($"{name} {parameter.GetProperty("name")}");
                }
            }
        }

        wordless.ShouldBeEmpty();
    }

    [Fact]
    public void Every_body_has_an_example()
    {
        foreach (var (name, operation) in Operations)
        {
            if (operation.TryGetProperty("requestBody", out var body))
            {
                ShouldHaveExamples(body, name);
            }

            foreach (var response in operation.GetProperty("responses").EnumerateObject())
            {
                ShouldHaveExamples(response.Value, $"{name} {response.Name}");
            }
        }
    }

    [Fact]
    public void Every_error_is_a_problem_and_the_usual_ones_are_named()
    {
        foreach (var (name, operation) in Operations)
        {
            var responses = operation.GetProperty("responses").EnumerateObject().ToDictionary(response => response.Name, response => response.Value);
            string[] usual = ["406", "429", "500", "503", .. operation.TryGetProperty("security", out _) ? ["401", "403"] : Array.Empty<string>(), .. operation.TryGetProperty("requestBody", out _) ? ["400", "413", "415"] : Array.Empty<string>()];
            usual.ShouldBeSubsetOf(responses.Keys, name);
            responses.Keys.Any(status => status[0] == '2').ShouldBeTrue(name);
            foreach (var (status, response) in responses.Where(response => response.Key[0] is '4' or '5'))
            {
                response.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/Problem", $"{name} {status}");
            }
        }
    }

    [Fact]
    public void There_are_two_ways_to_say_who_calls()
    {
        var schemes = JsonDocument.Parse(world.Document).RootElement.GetProperty("components").GetProperty("securitySchemes");

        schemes.GetProperty("viewer").GetProperty("scheme").GetString().ShouldBe("bearer");
        var flow = schemes.GetProperty("client").GetProperty("flows").GetProperty("clientCredentials");
        flow.GetProperty("tokenUrl").GetString().ShouldBe("/api/clients/token");
        flow.GetProperty("scopes").EnumerateObject().Count().ShouldBe(6);
    }

    private static JsonElement.ArrayEnumerator Parameters(JsonElement operation)
        => operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : default;

    private static void ShouldHaveExamples(JsonElement body, string name)
    {
        foreach (var media in body.TryGetProperty("content", out var content) ? content.EnumerateObject() : default)
        {
            bool isFile = media.Value.TryGetProperty("schema", out var schema) && schema.TryGetProperty("format", out var format) && format.GetString() is "binary" or "byte" || media.Name.Contains("zip", StringComparison.Ordinal) || media.Name.StartsWith("multipart/", StringComparison.Ordinal) || media.Name == "application/octet-stream";
            (isFile || media.Value.TryGetProperty("example", out _) || media.Value.TryGetProperty("examples", out _)).ShouldBeTrue($"{name} {media.Name}");
        }
    }
}
