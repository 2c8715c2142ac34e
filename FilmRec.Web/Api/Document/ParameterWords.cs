namespace FilmRec.Web.Api.Document;

/// <summary>What parameters in addresses mean, for all endpoints that have them.</summary>
internal static class ParameterWords
{
    public static string? Of(string? name) => name switch
    {
        "movie_id" => "The movie's id, as lists of movies give it.",
        "recommendation_id" => "The recommendation_id of an answer that this viewer was given.",
        "session_id" => "The session's id, as the list of sessions gives it.",
        "user_id" => "The viewer's id.",
        "run_id" => "The training run's id.",
        "model_id" => "The model's id.",
        "job_id" => "The job's id.",
        "client_id" => "The client's id, as it was given at registration.",
        "external_id" => "Your own id of the viewer, 1 to 200 characters.",
        "hook_id" => "The web hook's id.",
        "delivery_id" => "The delivery's id.",
        "name" => "What the upload is called in the list of jobs.",
        "keep_sample" => "True keeps the sample data beside what is imported; false, which counts without it, removes it.",
        "limit" => "Rows on a page, 1 to 100; 20 without it.",
        "cursor" => "The next_cursor of the page before.",
        _ => null,
    };
}
