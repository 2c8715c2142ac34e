using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FilmRec.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class JobsTrafficSchedules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "schedule_id",
                table: "training_runs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    job_id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    parameters = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    requested_by = table.Column<int>(type: "INTEGER", nullable: true),
                    machine = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    host = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    queued_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    heartbeat_at = table.Column<long>(type: "INTEGER", nullable: true),
                    cancel_requested = table.Column<bool>(type: "INTEGER", nullable: false),
                    phase = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    done = table.Column<long>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: true),
                    rate = table.Column<double>(type: "REAL", nullable: true),
                    message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    skipped = table.Column<long>(type: "INTEGER", nullable: false),
                    report = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.job_id);
                });

            migrationBuilder.CreateTable(
                name: "traffic",
                columns: table => new
                {
                    minute = table.Column<long>(type: "INTEGER", nullable: false),
                    host = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    requests = table.Column<long>(type: "INTEGER", nullable: false),
                    errors = table.Column<long>(type: "INTEGER", nullable: false),
                    recommendations = table.Column<long>(type: "INTEGER", nullable: false),
                    ratings = table.Column<long>(type: "INTEGER", nullable: false),
                    viewers = table.Column<int>(type: "INTEGER", nullable: false),
                    times = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_traffic", x => new { x.minute, x.host });
                });

            migrationBuilder.CreateTable(
                name: "training_schedules",
                columns: table => new
                {
                    schedule_id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    cron = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    zone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kinds = table.Column<string>(type: "TEXT", nullable: false),
                    publish = table.Column<bool>(type: "INTEGER", nullable: false),
                    minimum_new_ratings = table.Column<int>(type: "INTEGER", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    next_run_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_outcome = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    changed_by = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_schedules", x => x.schedule_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_state",
                table: "jobs",
                column: "state",
                unique: true,
                filter: "state = 'Running'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_state_job_id",
                table: "jobs",
                columns: new[] { "state", "job_id" });

            migrationBuilder.CreateIndex(
                name: "ix_training_schedules_next_run_at",
                table: "training_schedules",
                column: "next_run_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "traffic");

            migrationBuilder.DropTable(
                name: "training_schedules");

            migrationBuilder.DropColumn(
                name: "schedule_id",
                table: "training_runs");
        }
    }
}
